#!/bin/sh
# Export every tree of a folder, as many at a time as there are processors:
#
#   sh export_all.sh trees class
#
# No index is kept of them, as each is read only once.
set -eu
find "$1" -mindepth 1 -maxdepth 1 -type d -print0 |
    xargs -0 -n 1 -P "$(getconf _NPROCESSORS_ONLN)" sh -c \
        'orgshelf --no-index --notes "$2" export parquet -o "$1/"' export "$2"
