/* tw-server-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sandbox/tw-faults.h"
#include "sandbox/tw-out.h"
#include "sandbox/tw-routes.h"
#include "sandbox/tw-server.h"
#include "sandbox/tw-stats.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

struct _TwServer
{
  TwServerOptions  options;
  SoupServer      *soup;
  char            *url;
  TwWorld         *world;
  TwGate          *gate;
  TwFaults        *faults;
  TwStats         *stats;
  guint            unknown_id; /* status that unknown ids are refused with */
  guint            calls;      /* counted for correlation ids */
};

/* One call on its way through the server. */
typedef struct
{
  TwServer          *server;
  SoupServerMessage *message;
  GHashTable        *query;
  char              *path;  /* without the base path */
  char              *id;    /* what stood for the placeholder */
  const TwRoute     *route; /* NULL when there is no such operation */
  gboolean           path_known;
  char              *correlation;
} TwCall;

/* tw-call.c: the way of one API call, from the faults before it to the faults after it. */
void     tw_call_start           (TwServer           *server,
                                  SoupServerMessage  *message,
                                  const char         *path,
                                  GHashTable         *query);
/* tw-login.c: the two logins; both answer through @out. */
guint    tw_login_basic          (TwServer           *server,
                                  SoupServerMessage  *message,
                                  TwOut              *out,
                                  GError            **error);
guint    tw_login_oauth          (TwServer           *server,
                                  SoupServerMessage  *message,
                                  TwOut              *out);
/* tw-control.c: the control paths, not part of the marketplace. */
void     tw_control_serve        (TwServer           *server,
                                  SoupServerMessage  *message,
                                  const char         *path,
                                  GHashTable         *query);
/* tw-download.c: report files, behind signed addresses. */
gboolean tw_download_owns        (const char         *path);
void     tw_download_serve       (TwServer           *server,
                                  SoupServerMessage  *message,
                                  const char         *path,
                                  GHashTable         *query);

const char *tw_message_peek_header (SoupServerMessage *message,
                                    const char        *name);
GBytes     *tw_message_get_body    (SoupServerMessage *message);
void        tw_message_reply       (SoupServerMessage *message,
                                    guint              status,
                                    const char        *content_type,
                                    const char        *body,
                                    gsize              length);

G_END_DECLS
