"""Addresses of signing in and out, and of one's own account."""

from django.urls import path

from openmappa.foundation.signing_in.views import account, coming_in, factors

app_name = "accounts"
urlpatterns = [
    path("sign-in/", coming_in.sign_in, name="sign_in"),
    path("sign-in/second-factor/", coming_in.second_factor, name="second_factor"),
    path("sign-in/link/<str:secret>/", coming_in.first_password, name="first_password"),
    path("sign-out/", coming_in.sign_out, name="sign_out"),
    path("terms/", coming_in.terms_of_use, name="terms"),
    path("second-factor/", factors.choose, name="choose_factor"),
    path("second-factor/app/", factors.app, name="add_app"),
    path("second-factor/key/", factors.key, name="add_key"),
    path("second-factor/recovery-codes/", factors.recovery_codes, name="recovery_codes"),
    path("account/", account.overview, name="account"),
    path("account/password/", account.password, name="password"),
    path("account/sessions/end/", account.end_sessions, name="end_sessions"),
    path("account/second-factor/remove/", account.remove_factor, name="remove_factor"),
    path("account/recovery-codes/", account.new_codes, name="new_codes"),
]
