PRAGMA user_version = 2;
BEGIN TRANSACTION;
CREATE TABLE accounts (
    pk INTEGER PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    account_id TEXT NOT NULL,
    tenant_id TEXT REFERENCES tenants (id) ON DELETE CASCADE,
    email_key TEXT UNIQUE,
    scenario TEXT,
    tester BLOB,
    profile TEXT NOT NULL,
    locked INTEGER NOT NULL DEFAULT 0,
    policy_changed INTEGER NOT NULL DEFAULT 0,
    activated_at TEXT,
    commit_key TEXT,
    receipt TEXT,
    password_hash TEXT,
    pin_hash TEXT,
    question_id TEXT,
    answer_hash TEXT,
    workspace TEXT
) STRICT;
INSERT INTO "accounts" VALUES(1,'8310000001','8310000001','100001','eva.luehe@beispiel-gmbh.example',NULL,NULL,'{"account":{"first_name":"Eva","last_name":"von der Lühe-Müller","email":"eva.luehe@beispiel-gmbh.example","company":"Beispiel GmbH","main_number":"+492214710800","main_fax_number":"+492214710899","extension":"815","direct_number":"+492214710815","role":"main_user","brand":"unify-office-telekom","locale":"de-DE"},"steps":["password","pin","security_question","workspace"],"password_policy":"default","pin_policy":"default","questions":"default","desktop_app":true,"quirk":null,"objection":null,"policy_at_commit":null,"raced":false}',0,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "accounts" VALUES(2,'8310000002','8310000002','100001','joerg.amsel@beispiel-gmbh.example',NULL,NULL,'{"account":{"first_name":"Jörg","last_name":"Amsel","email":"joerg.amsel@beispiel-gmbh.example","company":"Beispiel GmbH","main_number":"+492214710800","main_fax_number":"+492214710899","extension":"801","direct_number":"+492214710801","role":"user","brand":"unify-office-telekom","locale":"de-DE"},"steps":["password","security_question","workspace"],"password_policy":"default","pin_policy":"default","questions":"default","desktop_app":true,"quirk":null,"objection":null,"policy_at_commit":null,"raced":false}',0,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "accounts" VALUES(3,'8310000003','8310000003','100001','nadja.kowalczyk@beispiel-gmbh.example',NULL,NULL,'{"account":{"first_name":"Nadja","last_name":"Kowalczyk","email":"nadja.kowalczyk@beispiel-gmbh.example","company":"Beispiel GmbH","main_number":"+492214710800","main_fax_number":"+492214710899","extension":"802","direct_number":"+492214710802","role":"user","brand":"unify-office-telekom","locale":"de-DE"},"steps":["password","pin","security_question","workspace"],"password_policy":"default","pin_policy":"default","questions":"default","desktop_app":true,"quirk":null,"objection":null,"policy_at_commit":null,"raced":false}',0,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "accounts" VALUES(4,'ok#3eb1bd439947eb76','ok',NULL,NULL,'ok',X'924592B9B103F14F833FAAFB67F480691F01988AA457C0061769F58CD47311BC','{"account":{"first_name":"Callum","last_name":"O’Rourke","email":"callum.orourke@northgate-books.example","company":"Northgate Books","main_number":"+441614960600","main_fax_number":null,"extension":"671","direct_number":"+441614960671","role":"user","brand":"unify-office-telekom","locale":"en-GB"},"steps":["password","pin","security_question","workspace"],"password_policy":"default","pin_policy":"default","questions":"default","desktop_app":true,"quirk":null,"objection":null,"policy_at_commit":null,"raced":false}',0,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "accounts" VALUES(5,'pending#3eb1bd439947eb76','pending',NULL,NULL,'pending',X'924592B9B103F14F833FAAFB67F480691F01988AA457C0061769F58CD47311BC','{"account":{"first_name":"Callum","last_name":"O’Rourke","email":"callum.orourke@northgate-books.example","company":"Northgate Books","main_number":"+441614960600","main_fax_number":null,"extension":"671","direct_number":"+441614960671","role":"user","brand":"unify-office-telekom","locale":"en-GB"},"steps":["password","pin","security_question","workspace"],"password_policy":"default","pin_policy":"default","questions":"default","desktop_app":true,"quirk":null,"objection":null,"policy_at_commit":null,"raced":false}',0,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE links (
    pk INTEGER PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES accounts (pk) ON DELETE CASCADE,
    token_sha256 BLOB NOT NULL,
    status TEXT NOT NULL DEFAULT 'live',
    opens_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;
INSERT INTO "links" VALUES(1,1,X'67B8A28C70F3225CFD21AB9A4427C5BEE8E6B41570E050F2C656773B6A956B74','live','2026-01-01T09:00:00+00:00','2026-01-03T09:00:00+00:00');
INSERT INTO "links" VALUES(2,2,X'965421435184F41181655739877391830C2579ABB93EF3D433726E2F38299ED6','live','2026-01-01T09:00:00+00:00','2026-01-03T09:00:00+00:00');
INSERT INTO "links" VALUES(3,3,X'470B5114185AC19F3AE4346568EDDFEC0D5761AF4D5ADA1D5C6DA1F2530DD22D','live','2026-01-01T09:00:00+00:00','2026-01-03T09:00:00+00:00');
INSERT INTO "links" VALUES(4,4,X'3EB1BD439947EB762998E566CCC2E099C791118B2F40579CC4F7DA2B5061B7F9','live','2026-01-01T09:00:00+00:00','2026-01-03T09:00:00+00:00');
INSERT INTO "links" VALUES(5,5,X'3EB1BD439947EB762998E566CCC2E099C791118B2F40579CC4F7DA2B5061B7F9','live','2026-01-01T09:10:00+00:00','2026-01-03T09:10:00+00:00');
INSERT INTO "links" VALUES(6,3,X'269B04446C5FFC8E2219DDBAD2D469FD3308264E6DC90F8EACA2321E74ADE3BD','live','2026-01-01T09:00:00+00:00','2026-01-03T09:00:00+00:00');
CREATE TABLE mails (
    id INTEGER PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES accounts (pk) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    recipient TEXT NOT NULL,
    recipient_name TEXT,
    language TEXT NOT NULL,
    subject TEXT NOT NULL,
    sent_at TEXT NOT NULL,
    link TEXT,
    relay TEXT,
    relay_reason TEXT
) STRICT;
INSERT INTO "mails" VALUES(1,1,'provisioning','eva.luehe@beispiel-gmbh.example','Eva von der Lühe-Müller','de','Sie wurden dem Unify Office by RingCentral-Geschäftstelefonsystem Ihres Unternehmens hinzugefügt','2026-01-01T09:00:00+00:00','8310000001:8741a0d195c875efb253798ffd175ba0',NULL,NULL);
INSERT INTO "mails" VALUES(2,2,'activation','joerg.amsel@beispiel-gmbh.example','Jörg Amsel','de','Sie wurden dem Unify Office by RingCentral-Geschäftstelefonsystem Ihres Unternehmens hinzugefügt','2026-01-01T09:00:00+00:00','8310000002:691e063009c1b0a7225113d049fdb2ec',NULL,NULL);
INSERT INTO "mails" VALUES(3,3,'activation','nadja.kowalczyk@beispiel-gmbh.example','Nadja Kowalczyk','de','Sie wurden dem Unify Office by RingCentral-Geschäftstelefonsystem Ihres Unternehmens hinzugefügt','2026-01-01T09:00:00+00:00','8310000003:fda4a50d4601223f1350511b22b55382',NULL,NULL);
INSERT INTO "mails" VALUES(4,3,'activation','nadja.kowalczyk@beispiel-gmbh.example','Nadja Kowalczyk','de','Sie wurden dem Unify Office by RingCentral-Geschäftstelefonsystem Ihres Unternehmens hinzugefügt','2026-01-01T09:00:00+00:00','8310000003:a517e0af18446712cff002be3d24b912',NULL,NULL);
CREATE TABLE refused (
    account INTEGER NOT NULL REFERENCES accounts (pk) ON DELETE CASCADE,
    field TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (account, field)
) STRICT;
CREATE TABLE tenant_steps (
    pk INTEGER PRIMARY KEY,
    tenant TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    state TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
INSERT INTO "tenant_steps" VALUES(1,'100001','ordered','2026-01-01T09:00:00+00:00');
INSERT INTO "tenant_steps" VALUES(2,'100001','created','2026-01-01T09:00:00+00:00');
INSERT INTO "tenant_steps" VALUES(3,'100001','line-connected','2026-01-01T09:00:00+00:00');
INSERT INTO "tenant_steps" VALUES(4,'100001','numbers-set','2026-01-01T09:00:00+00:00');
INSERT INTO "tenant_steps" VALUES(5,'100001','main-user-created','2026-01-01T09:00:00+00:00');
INSERT INTO "tenant_steps" VALUES(6,'100001','mail-sent','2026-01-01T09:00:00+00:00');
CREATE TABLE tenants (
    id TEXT PRIMARY KEY,
    company TEXT NOT NULL,
    edition TEXT NOT NULL,
    language TEXT NOT NULL,
    line TEXT NOT NULL,
    main_number TEXT,
    main_fax_number TEXT
) STRICT;
INSERT INTO "tenants" VALUES('100001','Beispiel GmbH','premium','de','{"blocks":[{"stem":"+4922147108","first":"00","last":"99"}],"singles":[]}','+492214710800','+492214710899');
CREATE INDEX tenant_steps_by_tenant ON tenant_steps (tenant);
CREATE INDEX accounts_by_id ON accounts (account_id);
CREATE INDEX accounts_by_tenant ON accounts (tenant_id);
CREATE INDEX links_by_token ON links (token_sha256);
CREATE INDEX links_by_account ON links (account);
CREATE INDEX mails_by_account ON mails (account);
CREATE INDEX mails_by_relay ON mails (relay) WHERE relay IS NOT NULL;
COMMIT;
