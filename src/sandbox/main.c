/* main.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-sandbox"

#include "config.h"

#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <glib-unix.h>

#include "sandbox/tw-days.h"
#include "sandbox/tw-out.h"
#include "sandbox/tw-server.h"

/* An October to close, whatever day it really is. */
#define DEFAULT_START "2026-11-02T09:00:00Z"

/* What the command line says. */
typedef struct
{
  int       port;
  char     *profile;
  gint64    seed;
  int       rate;
  int       per_day;
  gboolean  no_retry_after;
  char     *start;
  gboolean  frozen;
  char     *certificate;
  char     *key;
  gboolean  json;
  gboolean  exit_with_parent;
} Arguments;

static void
arguments_clear (Arguments *arguments)
{
  g_free (arguments->profile);
  g_free (arguments->start);
  g_free (arguments->certificate);
  g_free (arguments->key);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Arguments, arguments_clear)

static gboolean
refuse (GError     **error,
        const char  *message)
{
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, message);

  return FALSE;
}

static gboolean
parse_start (const char  *text,
             gint64      *start,
             GError     **error)
{
  TwDay day;

  if (strcmp (text, "now") == 0)
    *start = g_get_real_time () / G_USEC_PER_SEC;
  else if (tw_day_parse (text, &day))
    *start = tw_day_start (day);
  else if (!tw_time_parse (text, start))
    return refuse (error, "--start takes a date, a date-time or the word now");

  return TRUE;
}

/* `--tls CERT KEY` takes two values, which GOption cannot: the key is the only free argument. */
static gboolean
parse_arguments (int          *argc,
                 char       ***argv,
                 Arguments    *arguments,
                 GError      **error)
{
  const GOptionEntry entries[] = {
    { "port", 0, 0, G_OPTION_ARG_INT, &arguments->port, "Listen on port N of 127.0.0.1 (0: any free one)", "N" },
    { "profile", 0, 0, G_OPTION_ARG_STRING, &arguments->profile, "Size of the world: small or large", "NAME" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &arguments->seed, "The same seed gives the same world", "N" },
    { "rate", 0, 0, G_OPTION_ARG_INT, &arguments->rate, "Calls let through a minute (0: no limit)", "N" },
    { "per-day", 0, 0, G_OPTION_ARG_INT, &arguments->per_day, "Calls let through a day (0: no limit)", "N" },
    { "no-retry-after", 0, 0, G_OPTION_ARG_NONE, &arguments->no_retry_after,
      "Never say how long to wait when calls come too fast", NULL },
    { "start", 0, 0, G_OPTION_ARG_STRING, &arguments->start, "What the world's clock starts with, or now", "DATE" },
    { "frozen", 0, 0, G_OPTION_ARG_NONE, &arguments->frozen, "Let the clock move through the control path only", NULL },
    { "tls", 0, 0, G_OPTION_ARG_FILENAME, &arguments->certificate, "Serve HTTPS; KEY follows as an argument",
      "CERT KEY" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &arguments->json, "Print address and credentials as one line of JSON", NULL },
    { "exit-with-parent", 0, 0, G_OPTION_ARG_NONE, &arguments->exit_with_parent,
      "End when the program that started this one ends", NULL },
    { NULL }
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("- a marketplace on this machine, for trying and testing");

  g_option_context_set_description (context, "Control paths, not part of the marketplace:\n"
    "  GET    /_sandbox/stats                        counts of calls and objects\n"
    "  GET    /_sandbox/orders?po=TEXT               orders with that PO number\n"
    "  POST   /_sandbox/faults {\"action\":…}          let the next matching call fail\n"
    "  DELETE /_sandbox/faults                       take all faults back\n"
    "  POST   /_sandbox/clock {\"advance\":\"P1D\"}      move the world's clock\n"
    "  POST   /_sandbox/behaviour {\"unknownId\":400}  refuse unknown ids with 400 instead of 404\n"
    "  POST   /_sandbox/reset                        start again\n");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;

  if (arguments->certificate != NULL && *argc == 2)
    arguments->key = g_strdup ((*argv)[1]);
  else if (arguments->certificate != NULL || *argc > 1)
    return refuse (error,
                   arguments->certificate != NULL ? "--tls takes two files, CERT and KEY" : "Too many arguments");
  if (arguments->port < 0 || arguments->port > 65535)
    return refuse (error, "--port takes a number from 0 to 65535");
  if (arguments->rate < 0 || arguments->per_day < 0)
    return refuse (error, "--rate and --per-day take a number from 0");

  return TRUE;
}

static gboolean
make_options (const Arguments  *arguments,
              TwServerOptions  *options,
              GError          **error)
{
  *options = (TwServerOptions) { 0 };
  options->port = arguments->port;
  options->certificate = arguments->certificate;
  options->key = arguments->key;
  options->gate.seed = arguments->seed;
  options->gate.per_minute = arguments->rate;
  options->gate.per_day = arguments->per_day;
  options->gate.no_retry_after = arguments->no_retry_after;
  options->world.seed = arguments->seed;
  options->world.frozen = arguments->frozen;
  options->world.profile = tw_profile_find (arguments->profile != NULL ? arguments->profile : "small");
  if (options->world.profile == NULL)
    return refuse (error, "--profile takes small or large");

  return parse_start (arguments->start != NULL ? arguments->start : DEFAULT_START, &options->world.start, error);
}

static void
print_facts (TwServer *server,
             gboolean  json)
{
  TwGate *gate = tw_server_get_gate (server);
  TwOut out;

  if (json)
    {
      tw_out_init (&out);
      tw_out_begin_object (&out, NULL);
      tw_out_string (&out, "url", tw_server_get_url (server));
      tw_out_string (&out, "username", tw_gate_get_username (gate));
      tw_out_string (&out, "password", tw_gate_get_password (gate));
      tw_out_string (&out, "subscriptionKey", tw_gate_get_subscription_key (gate));
      tw_out_string (&out, "marketplace", tw_gate_get_marketplace (gate));
      tw_out_end_object (&out);
      g_print ("%s\n", out.text->str);
      tw_out_clear (&out);
    }
  else
    g_print ("Address           %s\n"
             "User name         %s\n"
             "Password          %s\n"
             "Subscription key  %s\n"
             "Marketplace       %s\n",
             tw_server_get_url (server), tw_gate_get_username (gate), tw_gate_get_password (gate),
             tw_gate_get_subscription_key (gate), tw_gate_get_marketplace (gate));
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_CONTINUE;
}

int
main (int    argc,
      char **argv)
{
  g_auto (Arguments) arguments = { .seed = 1, .rate = 60 };
  g_autoptr (GMainLoop) loop = NULL;
  g_autoptr (TwServer) server = NULL;
  g_autoptr (GError) error = NULL;
  TwServerOptions options;
  pid_t parent = getppid ();

  setlocale (LC_ALL, "");
  if (!parse_arguments (&argc, &argv, &arguments, &error)
      || !make_options (&arguments, &options, &error))
    {
      g_printerr ("tradewind-sandbox: %s\n", error->message);
      return 2;
    }

  if (arguments.exit_with_parent)
    {
      prctl (PR_SET_PDEATHSIG, SIGTERM);
      /* it may have ended before it could be asked for */
      if (getppid () != parent)
        return EXIT_SUCCESS;
    }

  server = tw_server_new (&options, &error);
  if (server == NULL)
    {
      g_printerr ("tradewind-sandbox: %s\n", error->message);
      return EXIT_FAILURE;
    }

  loop = g_main_loop_new (NULL, FALSE);
  g_unix_signal_add (SIGTERM, quit_cb, loop);
  g_unix_signal_add (SIGINT, quit_cb, loop);
  print_facts (server, arguments.json);
  g_main_loop_run (loop);

  return EXIT_SUCCESS;
}
