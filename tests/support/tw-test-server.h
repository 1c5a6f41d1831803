/* tw-test-server.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TwTestFault:
 * @TW_TEST_FAULT_NONE: a proper answer
 * @TW_TEST_FAULT_CUT: the connection is closed instead of an answer
 * @TW_TEST_FAULT_TRUNCATE: the connection is closed in the middle of the body
 * @TW_TEST_FAULT_STALL: no answer, the connection stays open
 * @TW_TEST_FAULT_GARBAGE: an answer that is no HTTP
 *
 * What goes wrong with an answer.
 */
typedef enum
{
  TW_TEST_FAULT_NONE,
  TW_TEST_FAULT_CUT,
  TW_TEST_FAULT_TRUNCATE,
  TW_TEST_FAULT_STALL,
  TW_TEST_FAULT_GARBAGE,
} TwTestFault;

/**
 * TwTestCall:
 * @method: HTTP method
 * @path: path, as it was sent
 * @query: (nullable): query, as it was sent
 * @headers: (element-type utf8 utf8): headers, names in lower case
 * @body: body
 * @port: port of the client: the same for calls on one connection
 *
 * One call that the server received.
 */
typedef struct
{
  char       *method;
  char       *path;
  char       *query;
  GHashTable *headers;
  char       *body;
  guint       port;
} TwTestCall;

/**
 * TwTestAnswer:
 * @status: HTTP status, 200 unless changed
 * @headers: (nullable): lines of `Name: value`
 * @body: (nullable): the body, `{}` unless changed
 * @fault: what goes wrong
 *
 * What the server answers. The strings are borrowed.
 */
typedef struct
{
  guint        status;
  const char  *headers;
  const char  *body;
  TwTestFault  fault;
} TwTestAnswer;

typedef struct _TwTestServer TwTestServer;

typedef void (*TwTestAnswerFunc) (const TwTestCall *call,
                                  TwTestAnswer     *answer,
                                  gpointer          user_data);

TwTestServer     *tw_test_server_new           (TwTestAnswerFunc  answer,
                                                gpointer          user_data);
TwTestServer     *tw_test_server_new_tls       (const char       *certificate_file,
                                                const char       *key_file,
                                                TwTestAnswerFunc  answer,
                                                gpointer          user_data);
void              tw_test_server_free          (TwTestServer     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwTestServer, tw_test_server_free)

const char       *tw_test_server_get_url       (TwTestServer     *self);
guint             tw_test_server_get_port      (TwTestServer     *self);
guint             tw_test_server_get_n_calls   (TwTestServer     *self);
const TwTestCall *tw_test_server_get_call      (TwTestServer     *self,
                                                guint             index);
void              tw_test_server_hang_up       (TwTestServer     *self);
void              tw_test_server_hang_up_first (TwTestServer     *self);

guint             tw_test_unused_port          (void);

G_END_DECLS
