/* tw-customer-dialog.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "dialogs/tw-customer-dialog.h"

#include "tw-places.h"
#include "tw-problem.h"
#include "widgets/tw-attribute-row.h"
#include "widgets/tw-choice-row.h"
#include "widgets/tw-contact-group.h"

#include <glib/gi18n.h>

struct _TwCustomerDialog
{
  AdwWindow parent_instance;

  TwWorkspace         *workspace;
  TwPlaces            *places;
  GCancellable        *cancellable;
  TwForm              *form;
  GPtrArray           *attribute_rows;
  gboolean             sending;

  GtkStack            *states;
  GtkRevealer         *busy_bar;
  GtkRevealer         *problem_bar;
  GtkLabel            *problem;
  GtkWidget           *fields;
  AdwEntryRow         *name_row;
  AdwEntryRow         *external_id_row;
  AdwEntryRow         *tax_row;
  AdwEntryRow         *language_row;
  AdwComboRow         *status_row;
  TwChoiceRow         *country_row;
  AdwEntryRow         *street_row;
  AdwEntryRow         *extension_row;
  AdwEntryRow         *postal_code_row;
  AdwEntryRow         *city_row;
  TwChoiceRow         *state_row;
  AdwEntryRow         *state_text_row;
  TwContactGroup      *admin;
  TwContactGroup      *billing;
  TwContactGroup      *technical;
  AdwPreferencesGroup *attributes;
};

enum
{
  CREATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TwCustomerDialog, tw_customer_dialog, ADW_TYPE_WINDOW)

/* Rows whose text is sent as it is. */
typedef struct
{
  const char *path;
  goffset     row;
  gboolean    required;
} TextField;

static const TextField text_fields[] = {
  { "name", G_STRUCT_OFFSET (TwCustomerDialog, name_row), TRUE },
  { "externalId", G_STRUCT_OFFSET (TwCustomerDialog, external_id_row), FALSE },
  { "taxRegId", G_STRUCT_OFFSET (TwCustomerDialog, tax_row), FALSE },
  { "language", G_STRUCT_OFFSET (TwCustomerDialog, language_row), TRUE },
  { "address.streetAddress", G_STRUCT_OFFSET (TwCustomerDialog, street_row), TRUE },
  { "address.addressExtension", G_STRUCT_OFFSET (TwCustomerDialog, extension_row), FALSE },
  { "address.postalCode", G_STRUCT_OFFSET (TwCustomerDialog, postal_code_row), TRUE },
  { "address.city", G_STRUCT_OFFSET (TwCustomerDialog, city_row), TRUE },
};

static GtkWidget *
get_row (TwCustomerDialog *self,
         const TextField  *field)
{
  return G_STRUCT_MEMBER (GtkWidget *, self, field->row);
}

static char *
dup_place_name (gpointer item)
{
  return g_strdup (tw_place_get_name (item));
}

static char *
dup_place_code (gpointer item)
{
  return g_strdup (tw_place_get_code (item));
}

static void
set_sending (TwCustomerDialog *self,
             gboolean          sending)
{
  self->sending = sending;
  gtk_widget_set_sensitive (self->fields, !sending);
  gtk_revealer_set_reveal_child (self->busy_bar, sending);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "customer.create", !sending);
}

static void
show_problem (TwCustomerDialog *self,
              const char       *text)
{
  gtk_label_set_label (self->problem, text != NULL ? text : "");
  gtk_revealer_set_reveal_child (self->problem_bar, text != NULL);
}

/* States come from a list where the country has one, and are typed where it has none. */
static void
country_changed_cb (TwCustomerDialog *self)
{
  TwPlace *country = tw_choice_row_get_selected (self->country_row);
  GListModel *states = country != NULL ? tw_places_get_states (self->places, tw_place_get_code (country)) : NULL;

  tw_choice_row_set_selected (self->state_row, NULL);
  tw_choice_row_set_model (self->state_row, states);
  gtk_widget_set_visible (GTK_WIDGET (self->state_row), states != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->state_text_row), states == NULL);
  tw_form_remove (self->form, GTK_WIDGET (self->state_row));
  tw_form_remove (self->form, GTK_WIDGET (self->state_text_row));
  tw_form_add (self->form, "address.state",
               states != NULL ? GTK_WIDGET (self->state_row) : GTK_WIDGET (self->state_text_row));
}

static void
places_loaded_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (TwCustomerDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TwPlaces) places = tw_places_load_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (places == NULL)
    {
      show_problem (self, error->message);
      return;
    }

  g_set_object (&self->places, places);
  tw_choice_row_set_model (self->country_row, tw_places_get_countries (places));
}

static void
remove_attribute_cb (TwCustomerDialog *self,
                     GtkWidget        *row)
{
  g_ptr_array_remove (self->attribute_rows, row);
  adw_preferences_group_remove (self->attributes, row);
}

static void
add_attribute_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  TwCustomerDialog *self = TW_CUSTOMER_DIALOG (widget);
  GtkWidget *row = tw_attribute_row_new ();

  g_signal_connect_object (row, "remove", G_CALLBACK (remove_attribute_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->attributes, row);
  g_ptr_array_add (self->attribute_rows, row);
  gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD);
}

static gboolean
check_form (TwCustomerDialog *self)
{
  gboolean valid = TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (text_fields); i++)
    if (text_fields[i].required)
      valid &= tw_form_require (self->form, text_fields[i].path);
  if (tw_choice_row_get_selected (self->country_row) == NULL)
    valid &= !tw_form_set_error (self->form, "address.countryCode", _("Choose a country."));
  valid &= tw_contact_group_check (self->admin, self->form);
  valid &= tw_contact_group_check (self->billing, self->form);
  valid &= tw_contact_group_check (self->technical, self->form);

  return valid;
}

static void
take_place (TwCustomer *customer,
            const char *path,
            TwPlace    *place)
{
  if (place != NULL)
    tw_resource_set_text (TW_RESOURCE (customer), path, tw_place_get_code (place), NULL);
}

static void
take_attributes (TwCustomerDialog *self,
                 TwCustomer       *customer)
{
  g_autoptr (GHashTable) attributes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < self->attribute_rows->len; i++)
    {
      TwAttributeRow *row = self->attribute_rows->pdata[i];
      const char *name = tw_attribute_row_get_name (row);

      if (name[0] != 0)
        g_hash_table_replace (attributes, g_strdup (name), g_strdup (tw_attribute_row_get_value (row)));
    }

  if (g_hash_table_size (attributes) > 0)
    g_object_set (customer, "attributes", attributes, NULL);
}

static TwCustomer *
make_customer (TwCustomerDialog *self)
{
  TwCustomer *customer = g_object_new (TW_TYPE_CUSTOMER, NULL);
  g_autoptr (GPtrArray) contacts = g_ptr_array_new_with_free_func (g_object_unref);
  const char *state = gtk_editable_get_text (GTK_EDITABLE (self->state_text_row));

  for (gsize i = 0; i < G_N_ELEMENTS (text_fields); i++)
    {
      GtkEditable *row = GTK_EDITABLE (get_row (self, &text_fields[i]));
      g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (row)));

      if (text[0] != 0)
        tw_resource_set_text (TW_RESOURCE (customer), text_fields[i].path, text, NULL);
    }

  /* The two states that can be set (documented for the update, the creation has no list of its own). */
  g_object_set (customer,
                "status", adw_combo_row_get_selected (self->status_row) == 1 ? TW_ACCOUNT_STATUS_CREDIT_HOLD
                                                                            : TW_ACCOUNT_STATUS_ACTIVE,
                NULL);
  take_place (customer, "address.countryCode", tw_choice_row_get_selected (self->country_row));
  if (gtk_widget_get_visible (GTK_WIDGET (self->state_row)))
    take_place (customer, "address.state", tw_choice_row_get_selected (self->state_row));
  else if (state[0] != 0)
    tw_resource_set_text (TW_RESOURCE (customer), "address.state", state, NULL);

  g_ptr_array_add (contacts, tw_contact_group_make_contact (self->admin, self->admin));
  g_ptr_array_add (contacts, tw_contact_group_make_contact (self->billing, self->admin));
  g_ptr_array_add (contacts, tw_contact_group_make_contact (self->technical, self->admin));
  g_object_set (customer, "contact-persons", contacts, NULL);
  take_attributes (self, customer);

  return customer;
}

static void
reset (TwCustomerDialog *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (text_fields); i++)
    gtk_editable_set_text (GTK_EDITABLE (get_row (self, &text_fields[i])), "");
  gtk_editable_set_text (GTK_EDITABLE (self->language_row), "en");
  adw_combo_row_set_selected (self->status_row, 0);
  gtk_editable_set_text (GTK_EDITABLE (self->state_text_row), "");
  tw_choice_row_set_selected (self->country_row, NULL);
  tw_contact_group_reset (self->admin);
  tw_contact_group_reset (self->billing);
  tw_contact_group_reset (self->technical);
  while (self->attribute_rows->len > 0)
    remove_attribute_cb (self, self->attribute_rows->pdata[0]);
  tw_form_clear (self->form);
  show_problem (self, NULL);
  gtk_stack_set_visible_child_name (self->states, "form");
}

static void
reset_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  reset (TW_CUSTOMER_DIALOG (widget));
}

/* The send is never cancelled, which would make its outcome unknown: the dialog may be gone by now. */
static void
submitted_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (TwCustomerDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TwJournalEntry) entry = tw_writer_submit_finish (TW_WRITER (source), result, &error);

  if (self->workspace == NULL)
    return;

  set_sending (self, FALSE);
  if (entry == NULL)
    {
      g_autofree char *rest = tw_form_take_error (self->form, error);

      show_problem (self, rest);
    }
  else if (entry->state == TW_JOURNAL_CONFIRMED && entry->result_id != NULL)
    {
      reset (self);
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      g_signal_emit (self, signals[CREATED], 0, entry->result_id);
    }
  else
    gtk_stack_set_visible_child_name (self->states, "unknown");
}

static void
connected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (TwCustomerDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TwCustomer) customer = NULL;

  if (!tw_client_connect_finish (TW_CLIENT (source), result, &error))
    {
      g_autofree char *text = tw_problem_dup_text (error);

      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return;
      set_sending (self, FALSE);
      show_problem (self, text);
      return;
    }

  customer = make_customer (self);
  tw_writer_submit_async (tw_client_get_writer (TW_CLIENT (source)), TW_WRITE_CREATE_CUSTOMER, NULL,
                          TW_RESOURCE (customer), NULL, submitted_cb, g_object_ref (self));
}

static void
create_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  TwCustomerDialog *self = TW_CUSTOMER_DIALOG (widget);

  tw_form_clear (self->form);
  show_problem (self, NULL);
  if (!check_form (self))
    {
      tw_form_focus_error (self->form);
      return;
    }

  set_sending (self, TRUE);
  tw_client_connect_async (tw_workspace_get_client (self->workspace), self->cancellable, connected_cb,
                           g_object_ref (self));
}

static void
tw_customer_dialog_dispose (GObject *object)
{
  TwCustomerDialog *self = TW_CUSTOMER_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->form);
  g_clear_object (&self->workspace);
  gtk_widget_dispose_template (GTK_WIDGET (object), TW_TYPE_CUSTOMER_DIALOG);
  g_clear_object (&self->places);

  G_OBJECT_CLASS (tw_customer_dialog_parent_class)->dispose (object);
}

static void
tw_customer_dialog_finalize (GObject *object)
{
  g_ptr_array_unref (TW_CUSTOMER_DIALOG (object)->attribute_rows);

  G_OBJECT_CLASS (tw_customer_dialog_parent_class)->finalize (object);
}

static void
tw_customer_dialog_class_init (TwCustomerDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tw_customer_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = tw_customer_dialog_finalize;

  signals[CREATED] = g_signal_new ("created", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_install_action (widget_class, "customer.create", NULL, create_action);
  gtk_widget_class_install_action (widget_class, "customer.reset", NULL, reset_action);
  gtk_widget_class_install_action (widget_class, "customer.add-attribute", NULL, add_attribute_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tradewind/Tradewind/dialogs/tw-customer-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, TwCustomerDialog, states);
  gtk_widget_class_bind_template_child (widget_class, TwCustomerDialog, busy_bar);
  gtk_widget_class_bind_template_child (widget_class, TwCustomerDialog, problem_bar);
  gtk_widget_class_bind_template_child (widget_class, TwCustomerDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, TwCustomerDialog, fields);
  gtk_widget_class_bind_template_child (widget_class, TwCustomerDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, TwCustomerDialog, external_id_row);
  gtk_widget_class_bind_template_child (widget_class, TwCustomerDialog, tax_row);
  gtk_widget_class_bind_template_child (widget_class, TwCustomerDialog, language_row);
  gtk_widget_class_bind_template_child (widget_class, TwCustomerDialog, status_row);
  gtk_widget_class_bind_template_child (widget_class, TwCustomerDialog, country_row);
  gtk_widget_class_bind_template_child (widget_class, TwCustomerDialog, street_row);
  gtk_widget_class_bind_template_child (widget_class, TwCustomerDialog, extension_row);
  gtk_widget_class_bind_template_child (widget_class, TwCustomerDialog, postal_code_row);
  gtk_widget_class_bind_template_child (widget_class, TwCustomerDialog, city_row);
  gtk_widget_class_bind_template_child (widget_class, TwCustomerDialog, state_row);
  gtk_widget_class_bind_template_child (widget_class, TwCustomerDialog, state_text_row);
  gtk_widget_class_bind_template_child (widget_class, TwCustomerDialog, admin);
  gtk_widget_class_bind_template_child (widget_class, TwCustomerDialog, billing);
  gtk_widget_class_bind_template_child (widget_class, TwCustomerDialog, technical);
  gtk_widget_class_bind_template_child (widget_class, TwCustomerDialog, attributes);
  gtk_widget_class_bind_template_callback (widget_class, country_changed_cb);
}

static void
tw_customer_dialog_init (TwCustomerDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->form = tw_form_new ();
  self->attribute_rows = g_ptr_array_new ();
  g_type_ensure (TW_TYPE_CHOICE_ROW);
  g_type_ensure (TW_TYPE_CONTACT_GROUP);
  gtk_widget_init_template (GTK_WIDGET (self));

  tw_choice_row_set_texts (self->country_row, dup_place_name, dup_place_code);
  tw_choice_row_set_texts (self->state_row, dup_place_name, dup_place_code);
  for (gsize i = 0; i < G_N_ELEMENTS (text_fields); i++)
    tw_form_add (self->form, text_fields[i].path, get_row (self, &text_fields[i]));
  tw_form_add (self->form, "status", GTK_WIDGET (self->status_row));
  tw_form_add (self->form, "address.countryCode", GTK_WIDGET (self->country_row));
  tw_form_add (self->form, "address.state", GTK_WIDGET (self->state_text_row));
  tw_contact_group_join (self->admin, self->form);
  tw_contact_group_join (self->billing, self->form);
  tw_contact_group_join (self->technical, self->form);
  gtk_editable_set_text (GTK_EDITABLE (self->language_row), "en");
  tw_places_load_async (self->cancellable, places_loaded_cb, g_object_ref (self));
}

/**
 * tw_customer_dialog_new:
 * @parent: the window it belongs to
 * @workspace: the account that gets the customer
 *
 * Returns: (transfer none): the dialog, not shown yet
 */
GtkWidget *
tw_customer_dialog_new (GtkWindow   *parent,
                        TwWorkspace *workspace)
{
  TwCustomerDialog *self = g_object_new (TW_TYPE_CUSTOMER_DIALOG, "transient-for", parent, NULL);

  self->workspace = g_object_ref (workspace);

  return GTK_WIDGET (self);
}
