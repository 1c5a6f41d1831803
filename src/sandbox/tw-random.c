/* tw-random.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-sandbox"

#include "config.h"

#include "sandbox/tw-random.h"

static guint64
mix (guint64 z)
{
  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);

  return z ^ (z >> 31);
}

/**
 * tw_random_new:
 * @seed: of the world
 * @stream: what the numbers are for, so that one use does not shift another
 * @index: which object they are for
 *
 * Returns: a sequence
 */
TwRandom
tw_random_new (guint64 seed,
               guint64 stream,
               guint64 index)
{
  return (TwRandom) { mix (mix (mix (seed + 1) + stream) + index) };
}

/**
 * tw_random_next:
 * @self: a sequence
 *
 * Returns: its next number
 */
guint64
tw_random_next (TwRandom *self)
{
  self->state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  return mix (self->state);
}

/**
 * tw_random_below:
 * @self: a sequence
 * @limit: one more than the largest number wanted; at least 1
 *
 * Returns: a number from 0
 */
guint
tw_random_below (TwRandom *self,
                 guint     limit)
{
  g_return_val_if_fail (limit > 0, 0);

  return (tw_random_next (self) >> 16) % limit;
}

/**
 * tw_random_chance:
 * @self: a sequence
 * @percent: how likely %TRUE is
 *
 * Returns: %TRUE in @percent of a hundred cases
 */
gboolean
tw_random_chance (TwRandom *self,
                  guint     percent)
{
  return tw_random_below (self, 100) < percent;
}

/**
 * tw_random_uuid:
 * @self: a sequence
 *
 * Returns: (transfer full): a random UUID in lower case
 */
char *
tw_random_uuid (TwRandom *self)
{
  guint64 high = tw_random_next (self);
  guint64 low = tw_random_next (self);

  return g_strdup_printf ("%08x-%04x-4%03x-%04x-%012" G_GINT64_MODIFIER "x",
                          (guint) (high >> 32),
                          (guint) (high >> 16) & 0xffff,
                          (guint) high & 0xfff,
                          0x8000 | ((guint) (low >> 48) & 0x3fff),
                          low & G_GUINT64_CONSTANT (0xffffffffffff));
}

/**
 * tw_random_secret:
 * @self: a sequence
 * @length: characters wanted
 *
 * Returns: (transfer full): letters and digits
 */
char *
tw_random_secret (TwRandom *self,
                  guint     length)
{
  static const char characters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  char *text = g_malloc (length + 1);

  for (guint i = 0; i < length; i++)
    text[i] = characters[tw_random_below (self, sizeof characters - 1)];
  text[length] = '\0';

  return text;
}
