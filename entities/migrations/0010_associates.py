"""People may be associates of a gang: less than its members."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ('entities', '0009_names_of_rules'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='relationship',
            name='relationship_ends_fit_kind',
        ),
        migrations.AddConstraint(
            model_name='relationship',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('child_kind__in', ['gang']), ('head_kind__in', ['gang']), ('kind', 'allied_with')), models.Q(('child_kind__in', ['gang']), ('head_kind__in', ['gang']), ('kind', 'rival_of')), models.Q(('child_kind__in', ['gang']), ('head_kind__in', ['gang']), ('kind', 'faction_of')), models.Q(('child_kind__in', ['gang']), ('head_kind__in', ['gang']), ('kind', 'supplies')), models.Q(('child_kind__in', ['gang']), ('head_kind__in', ['gang']), ('kind', 'trains')), models.Q(('child_kind__in', ['gang']), ('head_kind__in', ['person']), ('kind', 'leader_of')), models.Q(('child_kind__in', ['gang']), ('head_kind__in', ['person']), ('kind', 'member_of')), models.Q(('child_kind__in', ['gang']), ('head_kind__in', ['person']), ('kind', 'associate_of')), models.Q(('child_kind__in', ['person']), ('head_kind__in', ['person']), ('kind', 'contacted')), models.Q(('child_kind__in', ['person']), ('head_kind__in', ['person']), ('kind', 'family_of')), models.Q(('child_kind__in', ['location']), ('head_kind__in', ['gang']), ('kind', 'operates_in')), models.Q(('child_kind__in', ['location']), ('head_kind__in', ['person', 'agency', 'organization']), ('kind', 'located_in')), models.Q(('child_kind__in', ['location']), ('head_kind__in', ['person']), ('kind', 'imprisoned_in')), models.Q(('child_kind__in', ['gang', 'person']), ('head_kind__in', ['agency', 'location']), ('kind', 'acts_against')), _connector='OR'), name='relationship_ends_fit_kind', violation_error_message='A relationship of this kind cannot join these two.'),
        ),
    ]
