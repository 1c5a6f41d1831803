/* tw-mirror-answer.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-mirror-answer-private.h"

static void
put_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (!tw_mirror_put_detail_finish (TW_MIRROR (source), result, NULL, &error))
    g_debug ("The mirror has no answer: %s", error->message);

  g_task_return_boolean (task, TRUE);
}

/**
 * tw_mirror_answer_async:
 * @mirror: (nullable): the mirror
 * @kind: kind of @answer
 * @answer: (nullable): an object as the marketplace answered it
 * @callback: called when it is in the mirror, or will not be; there is nothing to finish
 * @user_data: data of @callback
 *
 * Keeps an answer. The mirror is a cache: that it cannot be written, or that there is none, is nobody's failure.
 */
void
tw_mirror_answer_async (TwMirror            *mirror,
                        TwKind               kind,
                        TwResource          *answer,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, tw_mirror_answer_async);
  if (mirror != NULL && answer != NULL)
    {
      tw_mirror_put_detail_async (mirror, kind, answer, NULL, put_cb, task);
      return;
    }

  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}
