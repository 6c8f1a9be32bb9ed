"""What a text states in figures: numbers, shares, sums, days, hours, codes; one value in every language."""
