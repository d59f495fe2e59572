"""Writing what the pipeline read: one transaction an article; what people decided stands."""
