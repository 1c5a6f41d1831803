/* tw-window-page.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-workspace.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TwWindowPage:
 *
 * What the window asks of each of its pages.
 */
#define TW_TYPE_WINDOW_PAGE (tw_window_page_get_type ())
G_DECLARE_INTERFACE (TwWindowPage, tw_window_page, TW, WINDOW_PAGE, GtkWidget)

/**
 * TwWindowPageInterface:
 * @get_title: what it is called
 * @get_kind: the list whose age the window shows beside it, and that a refresh is sure to read
 * @get_new_label: (nullable): label of the window's button while it shows, %NULL for no button
 * @get_new_action: (nullable): action of that button
 * @set_workspace: shows an account, or none
 * @show_item: shows one of its items
 * @get_item: (nullable): key of the item it shows
 * @focus_search: puts the focus into where something is searched for
 */
struct _TwWindowPageInterface
{
  GTypeInterface parent_iface;

  const char *(*get_title)      (TwWindowPage *self);
  TwKind      (*get_kind)       (TwWindowPage *self);
  const char *(*get_new_label)  (TwWindowPage *self);
  const char *(*get_new_action) (TwWindowPage *self);
  void        (*set_workspace)  (TwWindowPage *self,
                                 TwWorkspace  *workspace);
  void        (*show_item)      (TwWindowPage *self,
                                 const char   *key);
  const char *(*get_item)       (TwWindowPage *self);
  void        (*focus_search)   (TwWindowPage *self);
};

const char *tw_window_page_get_title      (TwWindowPage *self);
TwKind      tw_window_page_get_kind       (TwWindowPage *self);
const char *tw_window_page_get_new_label  (TwWindowPage *self);
const char *tw_window_page_get_new_action (TwWindowPage *self);
void        tw_window_page_set_workspace  (TwWindowPage *self,
                                           TwWorkspace  *workspace);
void        tw_window_page_show_item      (TwWindowPage *self,
                                           const char   *key);
const char *tw_window_page_get_item       (TwWindowPage *self);
void        tw_window_page_focus_search   (TwWindowPage *self);

G_END_DECLS
