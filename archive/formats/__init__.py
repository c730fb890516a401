"""How dates are written, where Django's own way is not ours; the other languages have Django's."""
