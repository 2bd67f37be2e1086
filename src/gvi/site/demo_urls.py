"""The product's routes, with role sign-in in place of the password: only the demo settings point here."""

from django.urls import path

from gvi.site import demo, urls

urlpatterns = [
    path("konto/login/", demo.sign_in, name="account_login"),
    path("konto/roll/<uuid:member>/", demo.take_role, name="demo_take_role"),
    *urls.urlpatterns,
]
handler400 = urls.handler400
handler403 = urls.handler403
handler404 = urls.handler404
handler500 = urls.handler500
