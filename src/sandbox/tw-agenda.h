/* tw-agenda.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * What will happen in the world, by time: an order's next step, a renewal, a billing run. The past of the
 * world is made by the same means: planned purchases are put in, and the agenda runs up to the start.
 */

typedef struct _TwAgenda TwAgenda;

/**
 * TwAgendaFunc:
 * @user_data: the world
 * @subject: what it happens to; not owned
 * @time: when it happens, seconds since 1970
 */
typedef void (*TwAgendaFunc) (gpointer user_data,
                              gpointer subject,
                              gint64   time);

TwAgenda *tw_agenda_new  (gpointer      user_data);
void      tw_agenda_free (TwAgenda     *self);
void      tw_agenda_add  (TwAgenda     *self,
                          gint64        time,
                          TwAgendaFunc  func,
                          gpointer      subject);
gboolean  tw_agenda_peek (TwAgenda     *self,
                          gint64       *time);
void      tw_agenda_run  (TwAgenda     *self);

G_END_DECLS
