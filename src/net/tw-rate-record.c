/* tw-rate-record.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-net"

#include "config.h"

#include "net/tw-rate-record-private.h"

#include "net/tw-clock-private.h"

#include <string.h>

#define HEADING "tradewind-calls 1"
#define BOOT_ID_FILE "/proc/sys/kernel/random/boot_id"

/* Where the marketplace does not say how long to wait: this long, doubled each time it happens again within
 * the time after which a limit counts as a new one. In seconds. */
#define PAUSE_FIRST 15
#define PAUSE_LAST 60
#define PAUSE_MEMORY 120

static gint64
slot_of (const TwRateLimits *limits,
         const TwRateNow    *now)
{
  return now->machine / (limits->window / TW_RATE_WINDOW_SLOTS);
}

/**
 * tw_rate_now:
 * @now: (out): the time
 *
 * Reads both clocks.
 */
void
tw_rate_now (TwRateNow *now)
{
  g_autofree char *boot = NULL;

  now->machine = tw_clock_get ();
  now->wall = g_get_real_time ();

  if (g_file_get_contents (BOOT_ID_FILE, &boot, NULL, NULL))
    g_strlcpy (now->boot, g_strstrip (boot), sizeof now->boot);
  else
    g_strlcpy (now->boot, "-", sizeof now->boot);
}

/**
 * tw_rate_record_init:
 * @self: (out): the record
 * @now: the time
 *
 * Makes the record of a key that nothing is known about.
 */
void
tw_rate_record_init (TwRateRecord    *self,
                     const TwRateNow *now)
{
  memset (self, 0, sizeof *self);
  g_strlcpy (self->boot, now->boot, sizeof self->boot);
  self->day = now->wall / G_TIME_SPAN_DAY;
}

static gboolean
read_number (char    **cursor,
             guint64   max,
             guint64  *out)
{
  char *word = *cursor;
  gsize length = strcspn (word, " ");

  if (length == 0)
    return FALSE;

  *cursor = word + length + (word[length] == ' ' ? 1 : 0);
  word[length] = '\0';

  return g_ascii_string_to_unsigned (word, 10, 0, max, out, NULL);
}

static gboolean
read_slots (TwRateRecord *self,
            char         *line)
{
  guint64 number;

  if (!read_number (&line, G_MAXINT64, &number))
    return FALSE;
  self->slot = number;

  for (guint i = 0; i < TW_RATE_SLOTS; i++)
    {
      if (!read_number (&line, G_MAXUINT16, &number))
        return FALSE;
      self->counts[i] = number;
    }

  return *line == '\0';
}

/**
 * tw_rate_record_parse:
 * @self: (out caller-allocates): the record
 * @text: (array length=length): what the file holds
 * @length: its length in bytes
 *
 * Returns: whether @text is a whole record; it is not when another program wrote it, or when one was killed
 *   while writing. @self is then undefined
 */
gboolean
tw_rate_record_parse (TwRateRecord *self,
                      const char   *text,
                      gsize         length)
{
  g_autofree char *copy = g_strndup (text, length);
  g_auto (GStrv) lines = g_strsplit (copy, "\n", 7);
  guint64 number;
  char *cursor;

  memset (self, 0, sizeof *self);
  if (g_strv_length (lines) != 7 || !g_str_equal (lines[0], HEADING) || !g_str_equal (lines[5], "end"))
    return FALSE;

  if (*lines[1] == '\0' || strlen (lines[1]) >= sizeof self->boot)
    return FALSE;
  g_strlcpy (self->boot, lines[1], sizeof self->boot);

  if (!read_slots (self, lines[2]))
    return FALSE;

  if (!g_ascii_string_to_unsigned (lines[3], 10, 0, G_MAXINT64, &number, NULL))
    return FALSE;
  self->limited_until = number;

  cursor = lines[4];
  if (!read_number (&cursor, G_MAXINT32, &number))
    return FALSE;
  self->day = number;

  return read_number (&cursor, G_MAXUINT32, &self->day_count) && *cursor == '\0';
}

/**
 * tw_rate_record_print:
 * @self: a record
 *
 * Returns: (transfer full): its text, for tw_rate_record_parse()
 */
char *
tw_rate_record_print (const TwRateRecord *self)
{
  GString *text = g_string_new (HEADING "\n");

  g_string_append_printf (text, "%s\n%" G_GINT64_FORMAT, self->boot, self->slot);
  for (guint i = 0; i < TW_RATE_SLOTS; i++)
    g_string_append_printf (text, " %u", self->counts[i]);
  g_string_append_printf (text, "\n%" G_GINT64_FORMAT "\n", self->limited_until);
  g_string_append_printf (text,
                          "%" G_GINT64_FORMAT " %" G_GUINT64_FORMAT "\nend\n",
                          self->day,
                          self->day_count);

  return g_string_free (text, FALSE);
}

/**
 * tw_rate_record_advance:
 * @self: a record
 * @limits: what it is held against
 * @now: the time
 *
 * Forgets what has left the window and the day. The window follows the machine's clock, so that setting the
 * clock neither frees nor blocks calls; the day is the wall clock's.
 */
void
tw_rate_record_advance (TwRateRecord       *self,
                        const TwRateLimits *limits,
                        const TwRateNow    *now)
{
  gint64 slot = slot_of (limits, now);
  gint64 day = now->wall / G_TIME_SPAN_DAY;

  if (!g_str_equal (self->boot, now->boot) || self->slot > slot)
    {
      memset (self->counts, 0, sizeof self->counts);
      g_strlcpy (self->boot, now->boot, sizeof self->boot);
      self->limited_until = 0;
      self->slot = slot;
    }

  if (slot - self->slot >= TW_RATE_SLOTS)
    memset (self->counts, 0, sizeof self->counts);
  else
    for (gint64 i = self->slot + 1; i <= slot; i++)
      self->counts[i % TW_RATE_SLOTS] = 0;
  self->slot = slot;

  if (self->limited_until > now->machine + TW_RATE_PAUSE_MAX)
    self->limited_until = 0;

  if (self->day != day)
    {
      self->day = day;
      self->day_count = 0;
    }
}

/**
 * tw_rate_record_used:
 * @self: a record
 *
 * Returns: how many calls are in the window
 */
guint
tw_rate_record_used (const TwRateRecord *self)
{
  guint sum = 0;

  for (guint i = 0; i < TW_RATE_SLOTS; i++)
    sum += self->counts[i];

  return sum;
}

/* When the window will have room for one more call, in microseconds from now on. */
static gint64
wait_for_window (const TwRateRecord *self,
                 const TwRateLimits *limits,
                 const TwRateNow    *now)
{
  guint used = tw_rate_record_used (self);

  if (limits->per_window == 0 || used < limits->per_window)
    return 0;

  for (gint64 i = self->slot - TW_RATE_SLOTS + 1; i <= self->slot; i++)
    {
      used -= self->counts[(i + TW_RATE_SLOTS) % TW_RATE_SLOTS];
      if (used < limits->per_window)
        return (i + TW_RATE_SLOTS) * (limits->window / TW_RATE_WINDOW_SLOTS) - now->machine;
    }

  return limits->window;
}

/**
 * tw_rate_record_take:
 * @self: a record, just advanced to @now
 * @limits: what it is held against
 * @now: the time
 * @day_over: (out): whether the day's calls are used up
 *
 * Takes one call, when there is one.
 *
 * Returns: 0 when a call was taken; else in how many microseconds to ask again
 */
gint64
tw_rate_record_take (TwRateRecord       *self,
                     const TwRateLimits *limits,
                     const TwRateNow    *now,
                     gboolean           *day_over)
{
  gint64 wait = MAX (self->limited_until - now->machine, wait_for_window (self, limits, now));

  *day_over = limits->per_day > 0 && self->day_count >= limits->per_day;
  if (*day_over)
    return G_TIME_SPAN_DAY - now->wall % G_TIME_SPAN_DAY;

  if (wait > 0)
    return wait;

  self->counts[self->slot % TW_RATE_SLOTS] = MIN (self->counts[self->slot % TW_RATE_SLOTS] + 1, G_MAXUINT16);
  self->day_count++;

  return 0;
}

/**
 * tw_rate_record_limit:
 * @self: a record
 * @until: the machine's time, in microseconds
 *
 * Allows no calls before @until.
 */
void
tw_rate_record_limit (TwRateRecord *self,
                      gint64        until)
{
  self->limited_until = MAX (self->limited_until, until);
}

/**
 * tw_rate_next_pause:
 * @last: the last pause that was chosen here, in seconds; 0 when there was none
 * @since: what has passed since its end, in microseconds
 *
 * Chooses a pause for when the marketplace limits calls and does not say for how long.
 *
 * Returns: a pause, in seconds
 */
int
tw_rate_next_pause (int    last,
                    gint64 since)
{
  if (last == 0 || since >= PAUSE_MEMORY * G_TIME_SPAN_SECOND)
    return PAUSE_FIRST;

  return MIN (last * 2, PAUSE_LAST);
}
