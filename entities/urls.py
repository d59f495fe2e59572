urlpatterns = []
app_name = "entities"
