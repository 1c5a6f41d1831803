#!/bin/sh
# make-certificates.sh
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

# Makes, in the folder given, the authority ca.pem and certificates signed by it, each with its key:
# good.pem (localhost and 127.0.0.1), other-host.pem (another name), expired.pem (over since 2020),
# and stranger.pem, the certificate of another authority's server.
set -e
cd "$1"

new_key="-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"

make_authority () {
  openssl req -x509 $new_key -keyout "$1.key" -out "$1.pem" -days 3650 -subj "/CN=$2" \
    -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign
}

# name, authority, names of the subject, last day
make_certificate () {
  mkdir "$1.db"
  : > "$1.db/index"
  cat > "$1.cnf" <<CONFIG
[ca]
default_ca = ca
[ca]
database = $1.db/index
new_certs_dir = $1.db
rand_serial = yes
default_md = sha256
policy = policy
[policy]
commonName = supplied
[extensions]
subjectAltName = $3
extendedKeyUsage = serverAuth
CONFIG
  openssl req $new_key -keyout "$1.key" -out "$1.csr" -subj /CN=localhost
  openssl ca -batch -notext -config "$1.cnf" -extensions extensions -cert "$2.pem" -keyfile "$2.key" \
    -startdate 20190101000000Z -enddate "$4" -in "$1.csr" -out "$1.pem"
}

here=DNS:localhost,IP:127.0.0.1

make_authority ca "Test authority"
make_authority other-ca "Another authority"
make_certificate good ca $here 20991231000000Z
make_certificate other-host ca DNS:shop.example.com 20991231000000Z
make_certificate expired ca $here 20200101000000Z
make_certificate stranger other-ca $here 20991231000000Z
