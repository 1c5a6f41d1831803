/* tw-url.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-net"

#include "config.h"

#include "net/tw-url-private.h"

#include "net/tw-transport.h"

#include <libsoup/soup.h>

/* Characters of a path that are kept, beside the unreserved ones; the percent sign keeps escapes as they are. */
#define PATH_CHARACTERS "/%:@!$&'()*+,;="

static gboolean
host_is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = NULL;

  if (g_ascii_strcasecmp (host, "localhost") == 0)
    return TRUE;

  address = g_inet_address_new_from_string (host);

  return address != NULL && g_inet_address_get_is_loopback (address);
}

static GError *
refuse (const char *reason)
{
  GError *error = g_error_new_literal (TW_ERROR, TW_ERROR_VALIDATION, reason);

  tw_error_set_effect (error, TW_EFFECT_NONE);

  return error;
}

/**
 * tw_url_parse:
 * @url: an address
 * @error: return location for an error
 *
 * Parses an address that may be called: https, or http to this very machine, where nobody listens in between.
 * The errors never repeat the address, which may be a secret.
 *
 * Returns: (transfer full) (nullable): the address, or %NULL with %TW_ERROR_VALIDATION
 */
GUri *
tw_url_parse (const char  *url,
              GError     **error)
{
  g_autoptr (GUri) uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);
  const char *host;

  if (uri == NULL)
    {
      g_propagate_error (error, refuse ("The address is not a URL: it should look like https://host/path"));
      return NULL;
    }

  host = g_uri_get_host (uri);
  if (host == NULL || *host == '\0')
    {
      g_propagate_error (error, refuse ("The address names no host: it should look like https://host/path"));
      return NULL;
    }

  if (g_uri_get_userinfo (uri) != NULL)
    {
      g_propagate_error (error, refuse ("The address holds a user name or password: leave them out of it"));
      return NULL;
    }

  if (g_str_equal (g_uri_get_scheme (uri), "https"))
    return g_steal_pointer (&uri);

  if (!g_str_equal (g_uri_get_scheme (uri), "http"))
    {
      g_propagate_error (error, refuse ("The address is neither https nor http"));
      return NULL;
    }

  if (!host_is_loopback (host))
    {
      g_propagate_error (error, refuse ("The address begins with http://, which sends passwords and data"
                                        " unprotected: use https://"));
      return NULL;
    }

  return g_steal_pointer (&uri);
}

/**
 * tw_url_is_allowed:
 * @url: an address
 * @error: return location for an error
 *
 * Whether an address may be called: https to anywhere, plain http to this machine only.
 *
 * Returns: %TRUE, or %FALSE with %TW_ERROR_VALIDATION, whose text does not repeat the address
 */
gboolean
tw_url_is_allowed (const char  *url,
                   GError     **error)
{
  g_autoptr (GUri) uri = NULL;

  g_return_val_if_fail (url != NULL, FALSE);

  uri = tw_url_parse (url, error);

  return uri != NULL;
}

/**
 * tw_url_parse_base:
 * @url: base address of an API
 * @error: return location for an error
 *
 * Parses a base address, tolerating slashes at its end.
 *
 * Returns: (transfer full) (nullable): the address, its path without a slash at the end; or %NULL with
 *   %TW_ERROR_VALIDATION
 */
GUri *
tw_url_parse_base (const char  *url,
                   GError     **error)
{
  g_autoptr (GUri) uri = tw_url_parse (url, error);
  g_autofree char *path = NULL;
  gsize length;

  if (uri == NULL)
    return NULL;

  if (g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL)
    {
      g_propagate_error (error, refuse ("The address holds a '?' or '#': it should end with the path of the API"));
      return NULL;
    }

  path = g_strdup (g_uri_get_path (uri));
  for (length = strlen (path); length > 0 && path[length - 1] == '/'; length--)
    path[length - 1] = '\0';

  return g_uri_build (SOUP_HTTP_URI_FLAGS,
                      g_uri_get_scheme (uri),
                      NULL,
                      g_uri_get_host (uri),
                      g_uri_get_port (uri),
                      path,
                      NULL,
                      NULL);
}

/**
 * tw_url_build:
 * @base: base address, from tw_url_parse_base()
 * @path: path below it, or a whole address
 * @query: (nullable): the escaped query
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the address to call, or %NULL with %TW_ERROR_VALIDATION
 */
GUri *
tw_url_build (GUri        *base,
              const char  *path,
              const char  *query,
              GError     **error)
{
  g_autofree char *escaped = NULL;
  g_autofree char *full = NULL;

  if (*path != '/')
    {
      g_autoptr (GUri) uri = tw_url_parse (path, error);

      if (uri == NULL)
        return NULL;

      return g_uri_build (SOUP_HTTP_URI_FLAGS,
                          g_uri_get_scheme (uri),
                          NULL,
                          g_uri_get_host (uri),
                          g_uri_get_port (uri),
                          g_uri_get_path (uri),
                          query != NULL ? query : g_uri_get_query (uri),
                          NULL);
    }

  escaped = g_uri_escape_string (path, PATH_CHARACTERS, FALSE);
  full = g_strconcat (g_uri_get_path (base), escaped, NULL);

  return g_uri_build (SOUP_HTTP_URI_FLAGS,
                      g_uri_get_scheme (base),
                      NULL,
                      g_uri_get_host (base),
                      g_uri_get_port (base),
                      full,
                      query,
                      NULL);
}
