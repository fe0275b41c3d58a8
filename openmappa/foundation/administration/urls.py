"""Addresses of a system manager's pages."""

from django.urls import path

from openmappa.foundation.administration.views import accounts, areas, roles

app_name = "administration"
urlpatterns = [
    path("administration/", accounts.account_list, name="accounts"),
    path("administration/accounts/new/", accounts.account_new, name="account_new"),
    path("administration/accounts/<uuid:user_id>/", accounts.account, name="account"),
    path("administration/accounts/<uuid:user_id>/link/", accounts.new_link, name="new_link"),
    path("administration/accounts/<uuid:user_id>/role/", roles.give_role, name="give_role"),
    path("administration/accounts/<uuid:user_id>/role/end/", roles.end_role, name="end_role"),
    path("administration/accounts/<uuid:user_id>/register/", accounts.register, name="register"),
    path("administration/accounts/<uuid:user_id>/home/", accounts.home, name="home"),
    path(
        "administration/accounts/<uuid:user_id>/<str:action>/", accounts.account_action, name="account_action"
    ),
    path("administration/roles/<uuid:proposal_id>/", roles.proposal, name="proposal"),
    path("administration/conditions/", areas.conditions, name="conditions"),
    path("administration/conditions/end/", areas.condition_end, name="condition_end"),
    path("administration/agencies/", areas.agencies, name="agencies"),
    path("administration/agencies/new/", areas.agency_new, name="agency_new"),
    path("administration/agencies/end/", areas.agency_end, name="agency_end"),
    path("administration/teams/new/", areas.team_new, name="team_new"),
]
