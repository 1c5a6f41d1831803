/* tw-application.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "tw-application.h"

#include "dialogs/tw-dialogs.h"
#include "tw-accounts.h"
#include "tw-window.h"

#include <glib/gi18n.h>

struct _TwApplication
{
  AdwApplication parent_instance;

  TwAccounts *accounts;
  GSettings  *settings;
};

G_DEFINE_FINAL_TYPE (TwApplication, tw_application, ADW_TYPE_APPLICATION)

static void
about_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  tw_dialogs_show_about (gtk_application_get_active_window (GTK_APPLICATION (user_data)));
}

static void
quit_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  GList *windows;

  while ((windows = gtk_application_get_windows (GTK_APPLICATION (user_data))) != NULL)
    gtk_window_destroy (GTK_WINDOW (windows->data));
}

static void
color_scheme_changed_cb (TwApplication *self)
{
  static const AdwColorScheme schemes[] = {
    ADW_COLOR_SCHEME_DEFAULT,
    ADW_COLOR_SCHEME_FORCE_LIGHT,
    ADW_COLOR_SCHEME_FORCE_DARK,
  };
  guint chosen = (guint) g_settings_get_enum (self->settings, "color-scheme");

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      schemes[MIN (chosen, G_N_ELEMENTS (schemes) - 1)]);
}

static void
add_actions (TwApplication *self)
{
  static const GActionEntry entries[] = {
    { .name = "about", .activate = about_action },
    { .name = "quit", .activate = quit_action },
  };
  static const struct
  {
    const char *action;
    const char *keys[3];
  } shortcuts[] = {
    { "app.quit", { "<Control>q" } },
    { "win.search", { "<Control>f" } },
    { "win.new-order", { "<Control>n" } },
    { "win.new-customer", { "<Control><Shift>n" } },
    { "win.schedule-report", { "<Control><Shift>r" } },
    { "win.refresh", { "F5", "<Control>r" } },
    { "win.back", { "<Alt>Left" } },
    { "win.page::customers", { "<Alt>1" } },
    { "win.page::orders", { "<Alt>2" } },
    { "win.page::reports", { "<Alt>3" } },
    { "win.page::activity", { "<Alt>4" } },
    { "win.show-shortcuts", { "F1", "<Control>question" } },
    { "window.close", { "<Control>w" } },
  };
  g_autoptr (GAction) color_scheme = g_settings_create_action (self->settings, "color-scheme");

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_action_map_add_action (G_ACTION_MAP (self), color_scheme);
  for (gsize i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), shortcuts[i].action, shortcuts[i].keys);
}

/* Dialogs are windows of the application as well, and dialogs of dialogs. */
static TwWindow *
find_window (TwApplication *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  for (GList *l = windows; l != NULL; l = l->next)
    if (TW_IS_WINDOW (l->data))
      return l->data;

  return NULL;
}

/* The window there is, raised with the dialog that is open in it, or a new one; @is_new says which. */
static TwWindow *
present_window (TwApplication *self,
                gboolean      *is_new)
{
  TwWindow *window = find_window (self);

  *is_new = window == NULL;
  if (window == NULL)
    window = tw_window_new (GTK_APPLICATION (self), self->accounts);
  gtk_window_present (*is_new ? GTK_WINDOW (window) : gtk_application_get_active_window (GTK_APPLICATION (self)));

  return window;
}

static void
tw_application_startup (GApplication *application)
{
  TwApplication *self = TW_APPLICATION (application);

  G_APPLICATION_CLASS (tw_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name (TW_APPLICATION_ID);
  self->accounts = tw_accounts_new ();
  self->settings = g_settings_new (TW_APPLICATION_ID);
  g_signal_connect_object (self->settings, "changed::color-scheme", G_CALLBACK (color_scheme_changed_cb), self,
                           G_CONNECT_SWAPPED);
  color_scheme_changed_cb (self);
  add_actions (self);
}

static void
tw_application_activate (GApplication *application)
{
  gboolean is_new;
  TwWindow *window = present_window (TW_APPLICATION (application), &is_new);

  if (is_new)
    tw_window_open_last (window);
}

static int
tw_application_handle_local_options (GApplication *application,
                                     GVariantDict *options)
{
  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("Tradewind %s\n", TW_VERSION);
      return 0;
    }

  return -1;
}

static int
tw_application_command_line (GApplication            *application,
                             GApplicationCommandLine *command_line)
{
  GVariantDict *options = g_application_command_line_get_options_dict (command_line);

  if (g_variant_dict_contains (options, "demo"))
    {
      gboolean is_new;

      tw_window_open_demo (present_window (TW_APPLICATION (application), &is_new));
    }
  else
    g_application_activate (application);

  return 0;
}

static void
tw_application_dispose (GObject *object)
{
  TwApplication *self = TW_APPLICATION (object);

  g_clear_object (&self->accounts);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (tw_application_parent_class)->dispose (object);
}

static void
tw_application_class_init (TwApplicationClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tw_application_dispose;
  G_APPLICATION_CLASS (klass)->startup = tw_application_startup;
  G_APPLICATION_CLASS (klass)->activate = tw_application_activate;
  G_APPLICATION_CLASS (klass)->handle_local_options = tw_application_handle_local_options;
  G_APPLICATION_CLASS (klass)->command_line = tw_application_command_line;
}

static void
tw_application_init (TwApplication *self)
{
  static const GOptionEntry options[] = {
    { "demo", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Open the demo marketplace"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Print the version and exit"), NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

/**
 * tw_application_new:
 *
 * Returns: (transfer full): the application
 */
TwApplication *
tw_application_new (void)
{
  return g_object_new (TW_TYPE_APPLICATION,
                       "application-id", TW_APPLICATION_ID,
                       "flags", G_APPLICATION_HANDLES_COMMAND_LINE,
                       "resource-base-path", "/io/github/tradewind/Tradewind",
                       NULL);
}
