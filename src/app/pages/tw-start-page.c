/* tw-start-page.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "pages/tw-start-page.h"

#include "tw-problem.h"

struct _TwStartPage
{
  AdwBin parent_instance;

  GtkStack      *states;
  AdwStatusPage *busy_page;
  AdwStatusPage *problem_page;
};

G_DEFINE_FINAL_TYPE (TwStartPage, tw_start_page, ADW_TYPE_BIN)

static void
tw_start_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), TW_TYPE_START_PAGE);

  G_OBJECT_CLASS (tw_start_page_parent_class)->dispose (object);
}

static void
tw_start_page_class_init (TwStartPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tw_start_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tradewind/Tradewind/pages/tw-start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TwStartPage, states);
  gtk_widget_class_bind_template_child (widget_class, TwStartPage, busy_page);
  gtk_widget_class_bind_template_child (widget_class, TwStartPage, problem_page);
}

static void
tw_start_page_init (TwStartPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * tw_start_page_show_choice:
 * @self: a start page
 *
 * Offers the ways to begin.
 */
void
tw_start_page_show_choice (TwStartPage *self)
{
  g_return_if_fail (TW_IS_START_PAGE (self));

  gtk_stack_set_visible_child_name (self->states, "choice");
}

/**
 * tw_start_page_show_busy:
 * @self: a start page
 * @text: what is being opened
 */
void
tw_start_page_show_busy (TwStartPage *self,
                         const char  *text)
{
  g_return_if_fail (TW_IS_START_PAGE (self));

  adw_status_page_set_title (self->busy_page, text);
  gtk_stack_set_visible_child_name (self->states, "busy");
}

/**
 * tw_start_page_show_problem:
 * @self: a start page
 * @error: why nothing could be opened
 */
void
tw_start_page_show_problem (TwStartPage  *self,
                            const GError *error)
{
  g_autofree char *text = NULL;
  g_autofree char *markup = NULL;

  g_return_if_fail (TW_IS_START_PAGE (self));

  text = tw_problem_dup_text (error);
  markup = g_markup_escape_text (text, -1);
  adw_status_page_set_icon_name (self->problem_page, tw_problem_get_icon_name (error));
  adw_status_page_set_title (self->problem_page, tw_problem_get_title (error));
  adw_status_page_set_description (self->problem_page, markup);
  gtk_stack_set_visible_child_name (self->states, "problem");
}
