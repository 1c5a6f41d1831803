/* tw-answer.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-marketplace"

#include "config.h"

#include "marketplace/tw-marketplace.h"

/**
 * tw_page_new:
 *
 * Returns: (transfer full): an empty page
 */
TwPage *
tw_page_new (void)
{
  TwPage *self = g_new0 (TwPage, 1);

  self->rows = g_ptr_array_new_with_free_func (g_object_unref);

  return self;
}

/**
 * tw_page_free:
 * @self: (transfer full): a page
 */
void
tw_page_free (TwPage *self)
{
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->server_time, g_date_time_unref);
  g_free (self);
}

/**
 * tw_answer_new:
 *
 * Returns: (transfer full): an empty answer
 */
TwAnswer *
tw_answer_new (void)
{
  return g_new0 (TwAnswer, 1);
}

/**
 * tw_answer_free:
 * @self: (transfer full): an answer
 */
void
tw_answer_free (TwAnswer *self)
{
  g_clear_object (&self->resource);
  g_clear_pointer (&self->correlation_id, g_free);
  g_clear_pointer (&self->server_time, g_date_time_unref);
  g_free (self);
}
