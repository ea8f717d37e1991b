"""Commands that train the small models in extractors/weights/; they need the extra `train` (scikit-learn)."""
