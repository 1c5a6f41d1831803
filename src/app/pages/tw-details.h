/* tw-details.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "client/tw-client.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TwDetails:
 *
 * What a details pane shows of one kind of object, below the title.
 */
#define TW_TYPE_DETAILS (tw_details_get_type ())
G_DECLARE_DERIVABLE_TYPE (TwDetails, tw_details, TW, DETAILS, AdwBin)

/**
 * TwDetailsClass:
 * @kind: what it shows
 * @dup_title: the name of an object
 * @show: shows an object; called again when more of it is known
 */
struct _TwDetailsClass
{
  AdwBinClass parent_class;

  TwKind   kind;
  char  *(*dup_title) (TwMirrorEntry *entry);
  void   (*show)      (TwDetails     *self,
                       TwClient      *client,
                       TwMirrorEntry *entry);
};

TwKind  tw_details_get_kind  (TwDetails     *self);
char   *tw_details_dup_title (TwDetails     *self,
                              TwMirrorEntry *entry);
void    tw_details_show      (TwDetails     *self,
                              TwClient      *client,
                              TwMirrorEntry *entry);

/* For subclasses: replaces the rows of a list. */
void    tw_details_clear_list (GtkListBox   *list);

G_END_DECLS
