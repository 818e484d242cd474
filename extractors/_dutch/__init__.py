"""How Dutch writes numbers, money, time and parties: text in, value out, or None."""
