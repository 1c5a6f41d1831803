/* tw-entry-details.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "pages/tw-entry-details.h"

#include "pages/tw-details.h"
#include "tw-entry-text.h"
#include "tw-format.h"
#include "tw-status.h"
#include "widgets/tw-property-row.h"
#include "widgets/tw-status-pill.h"

#include <glib/gi18n.h>

struct _TwEntryDetails
{
  GtkWidget parent_instance;

  TwActivityItem      *item;
  GSignalGroup        *item_signals;

  GtkBox              *box;
  GtkLabel            *title;
  TwStatusPill        *state;
  GtkLabel            *advice;
  GtkLabel            *problem;
  GtkWidget           *actions;
  GtkWidget           *settle_button;
  GtkWidget           *resume_button;
  GtkButton           *open_button;
  GtkWidget           *order_button;
  GtkWidget           *again_button;
  GtkWidget           *not_placed_button;
  GtkWidget           *discard_button;
  GtkWidget           *error_group;
  GtkLabel            *error;
  TwPropertyRow       *customer_row;
  TwPropertyRow       *mark_row;
  TwPropertyRow       *name_row;
  TwPropertyRow       *result_row;
  TwPropertyRow       *estimate_row;
  TwPropertyRow       *total_row;
  TwPropertyRow       *created_row;
  TwPropertyRow       *updated_row;
  TwPropertyRow       *looked_row;
  TwPropertyRow       *author_row;
  TwPropertyRow       *retry_row;
  TwPropertyRow       *correlation_row;
  TwPropertyRow       *id_row;
  GtkWidget           *lines_group;
  GtkListBox          *lines;
  AdwExpanderRow      *request_row;
  GtkLabel            *request;
  AdwExpanderRow      *answer_row;
  GtkLabel            *answer;
  AdwPreferencesGroup *candidates_group;
  GtkListBox          *candidates;
  AdwEntryRow         *other_row;
};

G_DEFINE_FINAL_TYPE (TwEntryDetails, tw_entry_details, GTK_TYPE_WIDGET)

/* The total of an order: of the estimate that the person saw, or of what the marketplace answered. */
static char *
dup_total (TwJournalEntry *entry,
           TwJson         *json)
{
  g_autoptr (TwResource) order = NULL;

  if (entry->kind != TW_WRITE_PLACE_ORDER || json == NULL)
    return NULL;

  order = tw_resource_new_from_json (TW_TYPE_ORDER, json, NULL);

  return order != NULL ? tw_format_money (&TW_ORDER (order)->total) : NULL;
}

static void
show_lines (TwEntryDetails *self,
            TwJournalEntry *entry)
{
  TwJson *lines = tw_json_get_member (entry->request, "products");
  gboolean has_lines = lines != NULL && tw_json_get_kind (lines) == TW_JSON_ARRAY && tw_json_get_length (lines) > 0;

  tw_details_clear_list (self->lines);
  gtk_widget_set_visible (self->lines_group, has_lines);

  for (guint i = 0; has_lines && i < tw_json_get_length (lines); i++)
    {
      TwJson *line = tw_json_get_element (lines, i);
      g_autofree char *mpn = tw_json_dup_member_text (line, "mpn");
      g_autofree char *subscription = tw_json_dup_member_text (line, "subscriptionId");
      g_autofree char *quantity = tw_json_dup_member_text (line, "quantity");
      GtkWidget *row = tw_property_row_new (mpn != NULL ? subscription : NULL, mpn != NULL ? mpn : subscription);

      if (quantity != NULL)
        {
          /* Translators: a quantity, as in “× 5” */
          g_autofree char *end = g_strdup_printf (_("× %s"), quantity);

          tw_property_row_set_end (TW_PROPERTY_ROW (row), end);
        }
      gtk_list_box_append (self->lines, row);
    }
}

static char *
dup_candidate_status (TwJournalEntry *entry,
                      TwJson         *candidate)
{
  GType type = tw_kind_get_resource_type (tw_write_kind_get_kind (entry->kind));
  g_autoptr (TwResource) resource = tw_resource_new_from_json (type, candidate, NULL);

  return resource != NULL ? tw_status_dup_label (resource, "status") : NULL;
}

static GtkWidget *
make_candidate_row (TwJournalEntry *entry,
                    TwJson         *candidate)
{
  g_autofree char *id = tw_json_dup_member_text (candidate, "id");
  g_autofree char *number = tw_json_dup_member_text (candidate, "orderNumber");
  g_autofree char *name = tw_json_dup_member_text (candidate, "name");
  g_autofree char *status = dup_candidate_status (entry, candidate);
  g_autofree char *date = tw_json_dup_member_text (candidate, "creationDate");
  g_autoptr (GDateTime) time = date != NULL ? g_date_time_new_from_iso8601 (date, NULL) : NULL;
  g_autofree char *created = tw_format_date_time (time);
  const char *title = number != NULL ? number : name != NULL ? name : id;
  const char *parts[] = { NULL, NULL, NULL, NULL };
  gsize n_parts = 0;
  g_autofree char *subtitle = NULL;
  /* Translators: the number or name of an order, a customer or a report */
  g_autofree char *label = g_strdup_printf (_("It Was %s"), title != NULL ? title : "");
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_label (_("It Was This One"));

  if (g_strcmp0 (title, id) != 0 && id != NULL)
    parts[n_parts++] = id;
  if (status != NULL)
    parts[n_parts++] = status;
  if (created != NULL)
    parts[n_parts++] = created;
  subtitle = g_strjoinv (" · ", (char **) parts);

  g_object_set (row, "use-markup", FALSE, "title", title, "subtitle", subtitle, NULL);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  if (id != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), id != NULL ? "activity.placed-as" : NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);

  return row;
}

static void
show_candidates (TwEntryDetails *self,
                 TwJournalEntry *entry)
{
  gboolean asks = entry->state == TW_JOURNAL_NEEDS_A_PERSON || entry->state == TW_JOURNAL_UNKNOWN;
  guint n_candidates = entry->candidates != NULL && tw_json_get_kind (entry->candidates) == TW_JSON_ARRAY
                         ? tw_json_get_length (entry->candidates)
                         : 0;

  tw_details_clear_list (self->candidates);
  gtk_widget_set_visible (GTK_WIDGET (self->candidates_group), asks);
  gtk_widget_set_visible (GTK_WIDGET (self->candidates), n_candidates > 0);
  for (guint i = 0; asks && i < n_candidates; i++)
    gtk_list_box_append (self->candidates, make_candidate_row (entry, tw_json_get_element (entry->candidates, i)));
}

/* When the marketplace was last asked for it, and what that look could not do. */
static char *
dup_last_look (TwJournalEntry *entry)
{
  guint n_looks = entry->looks != NULL && tw_json_get_kind (entry->looks) == TW_JSON_ARRAY
                    ? tw_json_get_length (entry->looks)
                    : 0;
  TwJson *look = n_looks > 0 ? tw_json_get_element (entry->looks, n_looks - 1) : NULL;
  g_autofree char *text = look != NULL ? tw_json_dup_member_text (look, "time") : NULL;
  g_autofree char *error = tw_entry_text_dup_reason (tw_json_get_member (look, "reason"),
                                                     tw_json_get_string (tw_json_get_member (look, "error")));
  g_autoptr (GDateTime) time = text != NULL ? g_date_time_new_from_iso8601 (text, NULL) : NULL;
  g_autofree char *when = time != NULL ? tw_format_date_time (time) : NULL;

  if (when == NULL || error == NULL)
    return g_steal_pointer (&when);

  return g_strdup_printf ("%s\n%s", when, error);
}

static void
show_result (TwEntryDetails *self,
             TwJournalEntry *entry)
{
  const char *page = tw_entry_text_get_page (entry);

  tw_property_row_set_value (self->result_row, entry->result_id);
  gtk_widget_set_visible (GTK_WIDGET (self->open_button), entry->result_id != NULL && page != NULL);
  if (entry->result_id == NULL || page == NULL)
    return;

  tw_property_row_set_link (self->result_row, page, entry->result_id);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->open_button), "(ss)", page, entry->result_id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->open_button), "win.show");
}

static void
show_actions (TwEntryDetails *self,
              TwJournalEntry *entry)
{
  gboolean asks = entry->state == TW_JOURNAL_NEEDS_A_PERSON || entry->state == TW_JOURNAL_UNKNOWN;
  gboolean is_queued = entry->state == TW_JOURNAL_QUEUED;
  gboolean is_draft = entry->state == TW_JOURNAL_DRAFT;
  gboolean can_order = tw_entry_text_can_order (entry);

  gtk_widget_set_visible (self->settle_button, entry->state == TW_JOURNAL_UNKNOWN);
  gtk_widget_set_visible (self->resume_button, is_queued && entry->resumable);
  gtk_widget_set_visible (self->order_button, can_order && is_draft);
  if (tw_activity_item_get_wait (self->item) == TW_ACTIVITY_WAIT_READY)
    gtk_widget_add_css_class (self->order_button, "suggested-action");
  else
    gtk_widget_remove_css_class (self->order_button, "suggested-action");
  gtk_widget_set_visible (self->again_button, can_order && !is_draft);
  gtk_widget_set_visible (self->not_placed_button, asks);
  gtk_widget_set_visible (self->discard_button, is_queued || is_draft);
  gtk_widget_set_visible (self->actions, asks || is_queued || is_draft || can_order
                                           || gtk_widget_get_visible (GTK_WIDGET (self->open_button)));
}

/* Word for word, for whoever has to prove it. Secrets were never written down. */
static void
show_record (GtkWidget *row,
             GtkLabel  *label,
             TwJson    *json)
{
  g_autofree char *text = json != NULL ? tw_json_to_string (json, TRUE) : NULL;

  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (row, text != NULL);
}

static void
update (TwEntryDetails *self)
{
  TwJournalEntry *entry = tw_activity_item_get_entry (self->item);
  g_autofree char *advice = tw_entry_text_dup_advice (self->item);
  g_autofree char *error = tw_entry_text_dup_reason (entry->reason, entry->error);
  const char *customer = tw_activity_item_get_customer_name (self->item);
  g_autofree char *name = tw_entry_text_dup_name (entry);
  g_autofree char *estimate = dup_total (entry, entry->estimate);
  g_autofree char *total = dup_total (entry, entry->answer);
  g_autofree char *created = tw_format_date_time (entry->created);
  g_autofree char *updated = tw_format_date_time (entry->updated);
  g_autofree char *looked = dup_last_look (entry);
  g_autofree char *author = entry->author != NULL && entry->program != NULL
                              ? g_strdup_printf ("%s · %s", entry->author, entry->program)
                              : g_strdup (entry->author);

  gtk_label_set_label (self->title, tw_entry_text_get_what (entry));
  tw_status_pill_show (self->state, tw_entry_text_get_state (self->item), tw_entry_text_get_tone (self->item));
  gtk_label_set_label (self->advice, advice != NULL ? advice : "");
  gtk_widget_set_visible (GTK_WIDGET (self->advice), advice != NULL);
  gtk_label_set_label (self->error, error != NULL ? error : "");
  gtk_widget_set_visible (self->error_group, error != NULL);

  tw_property_row_set_value (self->customer_row, customer != NULL ? customer : entry->customer_id);
  if (entry->customer_id != NULL)
    tw_property_row_set_link (self->customer_row, "customers", entry->customer_id);
  tw_property_row_set_value (self->mark_row, entry->mark);
  tw_property_row_set_value (self->name_row, name);
  show_result (self, entry);
  tw_property_row_set_value (self->estimate_row, estimate);
  tw_property_row_set_value (self->total_row, total);
  tw_property_row_set_title (self->created_row, entry->state == TW_JOURNAL_DRAFT ? _("Kept since") : _("Approved"));
  tw_property_row_set_value (self->created_row, created);
  tw_property_row_set_value (self->updated_row, g_strcmp0 (created, updated) != 0 ? updated : NULL);
  tw_property_row_set_value (self->looked_row, looked);
  tw_property_row_set_value (self->author_row, author);
  tw_property_row_set_value (self->retry_row, entry->retry_of);
  if (entry->retry_of != NULL)
    tw_property_row_set_link (self->retry_row, "activity", entry->retry_of);
  tw_property_row_set_value (self->correlation_row, entry->correlation_id);
  tw_property_row_set_value (self->id_row, entry->id);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->request_row),
                                 entry->state == TW_JOURNAL_DRAFT ? _("What you want") : _("What was to be sent"));
  show_record (GTK_WIDGET (self->request_row), self->request, entry->request);
  show_record (GTK_WIDGET (self->answer_row), self->answer, entry->answer);
  show_lines (self, entry);
  show_candidates (self, entry);
  show_actions (self, entry);
}

static void
other_applied_cb (TwEntryDetails *self)
{
  g_autofree char *id = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->other_row))));

  if (id[0] != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "activity.placed-as", "s", id);
}

static void
tw_entry_details_dispose (GObject *object)
{
  TwEntryDetails *self = TW_ENTRY_DETAILS (object);

  g_clear_object (&self->item_signals);
  g_clear_object (&self->item);
  gtk_widget_dispose_template (GTK_WIDGET (object), TW_TYPE_ENTRY_DETAILS);

  G_OBJECT_CLASS (tw_entry_details_parent_class)->dispose (object);
}

static void
tw_entry_details_class_init (TwEntryDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tw_entry_details_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tradewind/Tradewind/pages/tw-entry-details.ui");
  gtk_widget_class_bind_template_child (widget_class, TwEntryDetails, box);
  gtk_widget_class_bind_template_child (widget_class, TwEntryDetails, title);
  gtk_widget_class_bind_template_child (widget_class, TwEntryDetails, state);
  gtk_widget_class_bind_template_child (widget_class, TwEntryDetails, advice);
  gtk_widget_class_bind_template_child (widget_class, TwEntryDetails, problem);
  gtk_widget_class_bind_template_child (widget_class, TwEntryDetails, actions);
  gtk_widget_class_bind_template_child (widget_class, TwEntryDetails, settle_button);
  gtk_widget_class_bind_template_child (widget_class, TwEntryDetails, resume_button);
  gtk_widget_class_bind_template_child (widget_class, TwEntryDetails, open_button);
  gtk_widget_class_bind_template_child (widget_class, TwEntryDetails, order_button);
  gtk_widget_class_bind_template_child (widget_class, TwEntryDetails, again_button);
  gtk_widget_class_bind_template_child (widget_class, TwEntryDetails, not_placed_button);
  gtk_widget_class_bind_template_child (widget_class, TwEntryDetails, discard_button);
  gtk_widget_class_bind_template_child (widget_class, TwEntryDetails, error_group);
  gtk_widget_class_bind_template_child (widget_class, TwEntryDetails, error);
  gtk_widget_class_bind_template_child (widget_class, TwEntryDetails, customer_row);
  gtk_widget_class_bind_template_child (widget_class, TwEntryDetails, mark_row);
  gtk_widget_class_bind_template_child (widget_class, TwEntryDetails, name_row);
  gtk_widget_class_bind_template_child (widget_class, TwEntryDetails, result_row);
  gtk_widget_class_bind_template_child (widget_class, TwEntryDetails, estimate_row);
  gtk_widget_class_bind_template_child (widget_class, TwEntryDetails, total_row);
  gtk_widget_class_bind_template_child (widget_class, TwEntryDetails, created_row);
  gtk_widget_class_bind_template_child (widget_class, TwEntryDetails, updated_row);
  gtk_widget_class_bind_template_child (widget_class, TwEntryDetails, looked_row);
  gtk_widget_class_bind_template_child (widget_class, TwEntryDetails, author_row);
  gtk_widget_class_bind_template_child (widget_class, TwEntryDetails, retry_row);
  gtk_widget_class_bind_template_child (widget_class, TwEntryDetails, correlation_row);
  gtk_widget_class_bind_template_child (widget_class, TwEntryDetails, id_row);
  gtk_widget_class_bind_template_child (widget_class, TwEntryDetails, lines_group);
  gtk_widget_class_bind_template_child (widget_class, TwEntryDetails, lines);
  gtk_widget_class_bind_template_child (widget_class, TwEntryDetails, request_row);
  gtk_widget_class_bind_template_child (widget_class, TwEntryDetails, request);
  gtk_widget_class_bind_template_child (widget_class, TwEntryDetails, answer_row);
  gtk_widget_class_bind_template_child (widget_class, TwEntryDetails, answer);
  gtk_widget_class_bind_template_child (widget_class, TwEntryDetails, candidates_group);
  gtk_widget_class_bind_template_child (widget_class, TwEntryDetails, candidates);
  gtk_widget_class_bind_template_child (widget_class, TwEntryDetails, other_row);
  gtk_widget_class_bind_template_callback (widget_class, other_applied_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
tw_entry_details_init (TwEntryDetails *self)
{
  self->item_signals = g_signal_group_new (TW_TYPE_ACTIVITY_ITEM);
  g_signal_group_connect_swapped (self->item_signals, "notify", G_CALLBACK (update), self);
  g_type_ensure (TW_TYPE_PROPERTY_ROW);
  g_type_ensure (TW_TYPE_STATUS_PILL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * tw_entry_details_set_item:
 * @self: a details widget
 * @item: (nullable): what to show
 */
void
tw_entry_details_set_item (TwEntryDetails *self,
                           TwActivityItem *item)
{
  g_return_if_fail (TW_IS_ENTRY_DETAILS (self));

  if (!g_set_object (&self->item, item))
    return;

  g_signal_group_set_target (self->item_signals, item);
  tw_entry_details_show_problem (self, NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->other_row), "");
  if (item != NULL)
    {
      tw_activity_item_read_customer (item);
      update (self);
    }
}

/**
 * tw_entry_details_get_item:
 * @self: a details widget
 *
 * Returns: (transfer none) (nullable): what it shows
 */
TwActivityItem *
tw_entry_details_get_item (TwEntryDetails *self)
{
  g_return_val_if_fail (TW_IS_ENTRY_DETAILS (self), NULL);

  return self->item;
}

/**
 * tw_entry_details_show_problem:
 * @self: a details widget
 * @text: (nullable): what went wrong with the last thing the person asked for, or came of it
 */
void
tw_entry_details_show_problem (TwEntryDetails *self,
                               const char     *text)
{
  g_return_if_fail (TW_IS_ENTRY_DETAILS (self));

  gtk_label_set_label (self->problem, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), text != NULL);
}
