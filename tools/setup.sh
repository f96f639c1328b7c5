# Installs what tools/packages.txt and package.json name and the machine lacks. Sourced by ./dev.

packages_of() {  # GROUP…: "package mark" lines of those groups
  awk -v wanted=" $* " '
    /^\[/ { group = substr($1, 2, length($1) - 2); next }
    /^#/ || NF == 0 { next }
    index(wanted, " " group " ") { sub(/#.*/, ""); print $1, $2 }' "$root/tools/packages.txt"
}

has_command() {  # MARK such as "?node>=18": true when that command has at least that major version
  local name=${1#\?} version
  local least=${name#*>=}
  name=${name%>=*}
  command -v "$name" >/dev/null || return 1
  version=$("$name" --version 2>&1 | grep -oE '[0-9]+' | head -n 1)
  [ "${version:-0}" -ge "$least" ]
}

missing_packages() {  # GROUP…
  local name mark
  local present
  present=" $(dpkg-query -W -f '${db:Status-Status} ${Package}\n' | awk '$1 == "installed" { printf "%s ", $2 }')"
  packages_of "$@" | while read -r name mark; do
    case $present in *" $name "*) continue ;; esac
    if [ -n "$mark" ] && has_command "$mark"; then continue; fi
    echo "$name"
  done
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

install_packages() {  # PACKAGE…
  echo "To install: $*"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -q update
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends "$@"
}

# PACKAGES QUICKER: each a list of names. Of what only makes tests quicker nothing is said but in the log when it is not
# to be had, and no time is lost over it.
install_lists() {
  # shellcheck disable=SC2086
  [ -z "$1" ] || install_packages $1
  [ -n "$2" ] || return 0
  local hurry="-o Acquire::http::Timeout=5 -o Acquire::Retries=0"
  as_root env DEBIAN_FRONTEND=noninteractive timeout 90 sh -c \
    "apt-get -q $hurry update && apt-get -q $hurry install -y --no-install-recommends $2" ||
    echo "Not to be had here: $2"
}

npm_packages() {  # FOLDER…: what their lock files name; once there, no network is asked
  local folder stamp
  for folder in "$@"; do
    stamp=$folder/node_modules/.daylight-lock
    if cmp -s "$folder/package-lock.json" "$stamp"; then echo "In place: $folder"; continue; fi
    (cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund)
    cp "$folder/package-lock.json" "$stamp"
  done
}

setup_machine() {  # GROUP…: the steps that bring the machine to what those groups need
  local missing quicker=
  if ! command -v dpkg-query >/dev/null; then
    echo "This is not a Debian system: install the equivalents of tools/packages.txt yourself." >&2
    exit 1
  fi
  missing=$(missing_packages "$@")
  # Only root, who is not asked for a password, has them for nothing.
  case "$(id -u) $* " in "0 "*" test "*) quicker=$(missing_packages quicker) ;; esac
  if [ -n "$missing$quicker" ]; then
    if [ "$(id -u)" -ne 0 ]; then
      command -v sudo >/dev/null || { echo "Packages are missing and there is no sudo: run as root." >&2; exit 1; }
      sudo -v
    fi
    step "Install $(wc -w <<<"$missing $quicker") Debian packages" setup install_lists "$missing" "$quicker"
  else
    step "Debian packages: all in place" setup true
  fi
  case " $* " in
    *" test "*) step "Packages of the console and the tests (npm)" setup-npm npm_packages "$root/console" "$root" ;;
    *) step "Packages of the console (npm)" setup-npm npm_packages "$root/console" ;;
  esac
}
