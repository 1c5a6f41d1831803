-- Rows of a mirror of version 1: a few of every kind, two with their details.

INSERT INTO list_states (kind, page_time, total)
  VALUES (0, 1795347745433643, -1);
INSERT INTO list_states (kind, page_time, total)
  VALUES (1, 1795347745434492, -1);
INSERT INTO list_states (kind, page_time, complete_time, total)
  VALUES (2, 1795347745438355, 1795347745438355, 4);
INSERT INTO list_states (kind, page_time, total)
  VALUES (3, 1795347745436009, -1);
INSERT INTO list_states (kind, page_time, total)
  VALUES (4, 1795347745436925, -1);
INSERT INTO list_states (kind, page_time, total)
  VALUES (5, 1795347745437481, -1);
INSERT INTO list_states (kind, page_time, total)
  VALUES (6, 1795347745437856, -1);
INSERT INTO customers (number, id, serial, external_id, name, name_key, name_fold, status, reseller_id, country, emails, tax_reg_id, list_time, detail, vanished)
  VALUES (1, '12', 12, 'E-1', 'Ágora & Cía.', X'61676f72612026206369612e00c381676f726120262043c3ad612e', 'agora & cia.', 'active', '3', 'ES', 'ana@agora.example' || char (10) || 'b@x.example', 'B-99', 1795347745433643, 0, 0);
INSERT INTO customers (number, id, serial, external_id, name, name_key, name_fold, status, country, list_time, detail, vanished)
  VALUES (2, '9', 9, 'E-2', 'zebra', X'7a65627261007a65627261', 'zebra', 'creditHold', 'MX', 1795347745433643, 0, 0);
INSERT INTO customers (number, id, serial, external_id, name, name_key, name_fold, status, reseller_id, country, list_time, detail, vanished)
  VALUES (3, '10', 10, 'E-3', 'Beta Ltd', X'62657461206c74640042657461204c7464', 'beta ltd', 'active', '3', 'ES', 1795347745433643, 0, 0);
INSERT INTO customers_body (number, list)
  VALUES (1, '{"id":"12","externalId":"E-1","name":"Ágora & Cía.","status":"active","taxRegId":"B-99","address":{"countryCode":"ES"},"contactPersons":[{"type":"admin","email":"Ana@agora.example"},{"type":"billing","email":"b@x.example"}],"resellerId":"3"}');
INSERT INTO customers_body (number, list)
  VALUES (2, '{"id":"9","externalId":"E-2","name":"zebra","status":"creditHold","address":{"countryCode":"MX"}}');
INSERT INTO customers_body (number, list)
  VALUES (3, '{"id":"10","externalId":"E-3","name":"Beta Ltd","status":"active","address":{"countryCode":"ES"},"resellerId":"3"}');
INSERT INTO resellers (number, id, serial, external_id, name, name_key, name_fold, status, list_time, detail, vanished)
  VALUES (1, '3', 3, 'R3', 'Distribución Ñandú', X'646973747269627563696f6e206e616e64750044697374726962756369c3b36e20c391616e64c3ba', 'distribucion nandu', 'active', 1795347745434492, 0, 0);
INSERT INTO resellers (number, id, serial, name, name_key, name_fold, status, list_time, detail, vanished)
  VALUES (2, '4', 4, 'Alfa', X'616c666100416c6661', 'alfa', 'pending', 1795347745434492, 0, 0);
INSERT INTO resellers_body (number, list)
  VALUES (1, '{"id":"3","externalId":"R3","name":"Distribución Ñandú","status":"active"}');
INSERT INTO resellers_body (number, list)
  VALUES (2, '{"id":"4","name":"Alfa","status":"pending"}');
INSERT INTO orders (number, id, serial, order_number, type, status, status_code, created, customer_id, customer_name, customer_key, total_currency, total_order, list_time, detail, vanished)
  VALUES (1, '104', 104, 'SO104', 'sales', 'completed', 'CP', 1793491199000000, '12', 'Ágora & Cía.', X'61676f72612026206369612e00c381676f726120262043c3ad612e', 'USD', 95000, 1795347745434832, 0, 0);
INSERT INTO orders (number, id, serial, order_number, type, status, status_code, created, customer_id, customer_name, customer_key, total_currency, total_order, list_time, detail, vanished)
  VALUES (2, '103', 103, 'CH103', 'change', 'processing', 'LO', 1790935200000000, '9', 'zebra', X'7a65627261007a65627261', 'USD', -102500, 1795347745434832, 0, 0);
INSERT INTO orders (number, id, serial, order_number, type, status, created, customer_id, customer_name, customer_key, subscription_id, po_number, total_currency, total_order, mpns, words, list_time, detail_time, detail, vanished)
  VALUES (3, '102', 102, 'SO102', 'sales', 'error', 1790935200000000, '9', 'zebra', X'7a65627261007a65627261', '500', 'TW-2026-A7', 'EUR', 1000000, 'CSP E3', 'Hojas de cálculo', 1795347745434832, 1795347745435644, 1, 0);
INSERT INTO orders (number, id, serial, order_number, type, status, created, customer_id, customer_name, customer_key, list_time, detail, vanished)
  VALUES (4, '101', 101, 'RN101', 'renewal', 'completed', 1788220800000000, '10', 'Beta Ltd', X'62657461206c74640042657461204c7464', 1795347745434832, 0, 0);
INSERT INTO orders_body (number, list)
  VALUES (1, '{"id":"104","orderNumber":"SO104","type":"sales","customerId":"12","creationDate":"2026-10-31T23:59:59Z","status":"completed","statusCode":"CP","total":{"amount":"9.5","currency":"USD"}}');
INSERT INTO orders_body (number, list)
  VALUES (2, '{"id":"103","orderNumber":"CH103","type":"change","customerId":"9","creationDate":"2026-10-02T10:00:00Z","status":"processing","statusCode":"LO","total":{"amount":"-10.25","currency":"USD"}}');
INSERT INTO orders_body (number, list, detail)
  VALUES (3, '{"id":"102","orderNumber":"SO102","type":"sales","customerId":"9","creationDate":"2026-10-02T10:00:00Z","status":"error","total":{"amount":"100","currency":"EUR"}}', '{"id":"102","orderNumber":"SO102","type":"sales","customerId":"9","poNumber":"TW-2026-A7","creationDate":"2026-10-02T10:00:00Z","status":"error","total":{"amount":"100","currency":"EUR"},"subscriptionId":"500","products":[{"mpn":"CSP E3","name":"Hojas de cálculo","quantity":2}]}');
INSERT INTO orders_body (number, list)
  VALUES (4, '{"id":"101","orderNumber":"RN101","type":"renewal","customerId":"10","creationDate":"2026-09-01T00:00:00Z","status":"completed"}');
INSERT INTO subscriptions (number, id, serial, name, name_key, name_fold, status, created, renews, expires, customer_id, customer_name, customer_key, total_currency, total_order, list_time, detail, vanished)
  VALUES (1, '500', 500, 'Éxito 365', X'657869746f2033363500c3897869746f20333635', 'exito 365', 'active', 1767225600000000, 1798761600000000, 1798761600000000, '12', 'Ágora & Cía.', X'61676f72612026206369612e00c381676f726120262043c3ad612e', 'USD', 700000, 1795347745436009, 0, 0);
INSERT INTO subscriptions (number, id, serial, name, name_key, name_fold, status, created, renews, customer_id, customer_name, customer_key, seats_order, total_currency, total_order, mpns, words, list_time, detail_time, detail, vanished)
  VALUES (2, '501', 501, 'Azure plan', X'617a75726520706c616e00417a75726520706c616e', 'azure plan', 'pending', 1769904000000000, 1796083200000000, '9', 'zebra', X'7a65627261007a65627261', 120000, 'USD', 70000, 'AZ-1', 'Azure' || char (10) || 'vend-77', 1795347745436009, 1795347745436535, 1, 0);
INSERT INTO subscriptions_body (number, list)
  VALUES (1, '{"id":"500","name":"Éxito 365","customerId":"12","status":"active","creationDate":"2026-01-01","renewalDate":"2027-01-01","expirationDate":"2027-01-01","totalPrice":{"amount":"70","currency":"USD"}}');
INSERT INTO subscriptions_body (number, list, detail)
  VALUES (2, '{"id":"501","name":"Azure plan","customerId":"9","status":"pending","creationDate":"2026-02-01","renewalDate":"2026-12-01","totalPrice":{"amount":"7.000","currency":"USD"}}', '{"id":"501","name":"Azure plan","customerId":"9","status":"pending","creationDate":"2026-02-01","renewalDate":"2026-12-01","totalPrice":{"amount":"7.000","currency":"USD"},"products":[{"mpn":"AZ-1","quantity":12,"name":"Azure","vendorSubscriptionId":"vend-77"}]}');
INSERT INTO products (number, id, serial, mpn, vendor, name, name_key, name_fold, service_name, service_key, product_id, list_time, detail, vanished)
  VALUES (1, 'p1/B-MPN/Microsoft//', 0, 'B-MPN', 'Microsoft', 'ábaco', X'616261636f00c3a16261636f', 'abaco', 'Office', X'6f6666696365004f6666696365', 'p1', 1795347745436925, 0, 0);
INSERT INTO products (number, id, serial, mpn, vendor, name, name_key, name_fold, service_name, service_key, product_id, list_time, detail, vanished)
  VALUES (2, 'p2/A-MPN/Acronis//', 0, 'A-MPN', 'Acronis', 'Zoom', X'7a6f6f6d005a6f6f6d', 'zoom', 'Backup', X'6261636b7570004261636b7570', 'p2', 1795347745436925, 0, 0);
INSERT INTO products_body (number, list)
  VALUES (1, '{"mpn":"B-MPN","vendor":"Microsoft","id":"p1","serviceName":"Office","name":"ábaco"}');
INSERT INTO products_body (number, list)
  VALUES (2, '{"mpn":"A-MPN","vendor":"Acronis","id":"p2","serviceName":"Backup","name":"Zoom"}');
INSERT INTO plans (number, id, serial, name, name_key, name_fold, published, list_time, detail, vanished)
  VALUES (1, '1', 1, 'Plan b', X'706c616e206200506c616e2062', 'plan b', 1, 1795347745437481, 0, 0);
INSERT INTO plans (number, id, serial, name, name_key, name_fold, published, list_time, detail, vanished)
  VALUES (2, '2', 2, 'plan A', X'706c616e206100706c616e2041', 'plan a', 0, 1795347745437481, 0, 0);
INSERT INTO plans_body (number, list)
  VALUES (1, '{"id":"1","name":"Plan b","published":true}');
INSERT INTO plans_body (number, list)
  VALUES (2, '{"id":"2","name":"plan A","published":false}');
INSERT INTO reports (number, id, serial, name, name_key, name_fold, status, type, format, created, starts, ends, list_time, detail, vanished)
  VALUES (1, 'r-1', 0, 'October', X'6f63746f626572004f63746f626572', 'october', 'completed', 'monthly', 'xlsx', 1793494800000000, 1790812800000000, 1793404800000000, 1795347745437856, 0, 0);
INSERT INTO reports (number, id, serial, name, name_key, name_fold, status, type, format, created, starts, ends, list_time, detail, vanished)
  VALUES (2, 'r-2', 0, 'ad hoc', X'616420686f6300616420686f63', 'ad hoc', 'error', 'onetime', 'csv', 1793581200000000, 1788220800000000, 1790726400000000, 1795347745437856, 0, 0);
INSERT INTO reports_body (number, list)
  VALUES (1, '{"id":"r-1","name":"October","status":"completed","type":"monthly","format":"XLSX","creationDate":"2026-11-01T01:00:00Z","startDate":"2026-10-01T00:00:00Z","endDate":"2026-10-31T00:00:00Z"}');
INSERT INTO reports_body (number, list)
  VALUES (2, '{"id":"r-2","name":"ad hoc","status":"error","type":"onetime","format":"csv","creationDate":"2026-11-02T01:00:00Z","startDate":"2026-09-01T00:00:00Z","endDate":"2026-09-30T00:00:00Z"}');
