"""The known actors: who they are, what news calls them, which offices they hold and what they are members of.

The data are small files that a domain expert can edit, in ``seeds/actors`` (its README describes them).
"""

from geokg.gazetteer.known import Gazetteer, Profile
from geokg.gazetteer.load import check_actors, load_gazetteer

__all__ = ["Gazetteer", "Profile", "check_actors", "load_gazetteer"]
