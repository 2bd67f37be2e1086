"""Sign-in on screen: django-allauth with sign-up closed and a second factor that nobody gets past."""
