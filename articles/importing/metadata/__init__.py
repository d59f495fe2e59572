"""What a text says about itself: title, byline, dateline, dates, publisher."""
