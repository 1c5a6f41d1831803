/* bench-readers.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* CPU time that reading and freeing some JSON files takes: with base/tw-json.h, and with json-glib.
 *
 * Usage: bench-readers FILE…
 */

#include "config.h"

#include "base/tw-json.h"

#include <json-glib/json-glib.h>
#include <time.h>

static double
get_cpu_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);

  return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

static void
read_with_ours (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TwJson) json = tw_json_parse_bytes (bytes, &error);

  if (json == NULL)
    g_error ("%s", error->message);
}

static void
read_with_json_glib (GBytes *bytes)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) error = NULL;
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  if (!json_parser_load_from_data (parser, text, (gssize) length, &error))
    g_error ("%s", error->message);
}

static void
measure (const char *name,
         GPtrArray  *files,
         void      (*read) (GBytes *bytes))
{
  double start = get_cpu_time ();

  for (guint i = 0; i < files->len; i++)
    read (files->pdata[i]);
  g_print ("%-34s                CPU %7.3f s\n", name, get_cpu_time () - start);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  gsize size = 0;

  for (int i = 1; i < argc; i++)
    {
      g_autoptr (GError) error = NULL;
      char *text = NULL;
      gsize length;

      if (!g_file_get_contents (argv[i], &text, &length, &error))
        g_error ("%s", error->message);
      size += length;
      g_ptr_array_add (files, g_bytes_new_take (text, length));
    }

  g_print ("%u answers, %.1f MiB\n", files->len, (double) size / 1024 / 1024);
  measure ("  read by base/tw-json.h alone", files, read_with_ours);
  measure ("  read by json-glib alone", files, read_with_json_glib);

  return 0;
}
