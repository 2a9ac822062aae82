"""From labelled pages to the shipped model: labels, features, cross-validation, export."""
