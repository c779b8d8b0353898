-- CreateTable
CREATE TABLE "documents" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "uri" TEXT NOT NULL,
    "source" TEXT,
    "title" TEXT NOT NULL,
    "collection" TEXT NOT NULL DEFAULT 'default',
    "language" TEXT NOT NULL DEFAULT 'und',
    "media_type" TEXT NOT NULL,
    "date" TEXT,
    "current_version_id" INTEGER,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "documents_current_version_id_fkey" FOREIGN KEY ("current_version_id") REFERENCES "versions" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "document_tags" (
    "document_id" TEXT NOT NULL,
    "tag" TEXT NOT NULL,

    PRIMARY KEY ("document_id", "tag"),
    CONSTRAINT "document_tags_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "documents" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "versions" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "document_id" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "settings" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'embedding',
    "error_code" TEXT,
    "error_message" TEXT,
    "size" INTEGER NOT NULL,
    "metadata" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "blocks" TEXT NOT NULL DEFAULT '[]',
    "passages_total" INTEGER NOT NULL DEFAULT 0,
    "passages_done" INTEGER NOT NULL DEFAULT 0,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "versions_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "documents" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "passages" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version_id" INTEGER NOT NULL,
    "document_id" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    "heading_path" TEXT NOT NULL DEFAULT '[]',
    "page" INTEGER,
    "vector_id" INTEGER NOT NULL,
    "live" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "passages_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "versions" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "passages_vector_id_fkey" FOREIGN KEY ("vector_id") REFERENCES "vectors" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "vectors" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "model_key" TEXT NOT NULL,
    "input_sha" TEXT NOT NULL,
    "data" BLOB NOT NULL,
    CONSTRAINT "vectors_model_key_fkey" FOREIGN KEY ("model_key") REFERENCES "models" ("key") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "models" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "identity" TEXT NOT NULL,
    "dimension" INTEGER NOT NULL,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);

-- CreateTable
CREATE TABLE "vector_changes" (
    "seq" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "vector_id" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "settings" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "value" TEXT NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "documents_uri_key" ON "documents"("uri");
CREATE UNIQUE INDEX "documents_current_version_id_key" ON "documents"("current_version_id");
CREATE INDEX "documents_collection_idx" ON "documents"("collection");
CREATE INDEX "documents_language_idx" ON "documents"("language");
CREATE INDEX "documents_media_type_idx" ON "documents"("media_type");
CREATE INDEX "documents_date_idx" ON "documents"("date");
CREATE INDEX "documents_source_idx" ON "documents"("source");
CREATE INDEX "document_tags_tag_idx" ON "document_tags"("tag");
CREATE INDEX "versions_document_id_idx" ON "versions"("document_id");
CREATE INDEX "versions_state_idx" ON "versions"("state");
CREATE UNIQUE INDEX "passages_version_id_ordinal_key" ON "passages"("version_id", "ordinal");
CREATE INDEX "passages_document_id_live_idx" ON "passages"("document_id", "live");
CREATE INDEX "passages_vector_id_live_idx" ON "passages"("vector_id", "live");
CREATE INDEX "passages_live_idx" ON "passages"("live");
CREATE UNIQUE INDEX "vectors_model_key_input_sha_key" ON "vectors"("model_key", "input_sha");

-- Full text. Contentless: the words are here, the text is in passages. rowid = passages.id.
-- The columns hold text prepared by lib/text/analyze (CJK bigrams), so rows are inserted by code, not by trigger.
CREATE VIRTUAL TABLE "passages_fts" USING fts5(
    title, heading, body,
    content = '', contentless_delete = 1,
    tokenize = 'porter unicode61 remove_diacritics 2'
);

-- Whatever deletes a passage (also a cascade) deletes its words, its vector when nobody else uses it,
-- and tells the index about it.
CREATE TRIGGER "passages_deleted" AFTER DELETE ON "passages" BEGIN
    DELETE FROM "passages_fts" WHERE rowid = OLD.id;
    INSERT INTO "vector_changes" ("vector_id") SELECT OLD.vector_id WHERE OLD.live = 1;
    DELETE FROM "vectors" WHERE id = OLD.vector_id
        AND NOT EXISTS (SELECT 1 FROM "passages" WHERE "vector_id" = OLD.vector_id);
END;

CREATE TRIGGER "passages_live_changed" AFTER UPDATE OF "live" ON "passages" WHEN OLD.live <> NEW.live BEGIN
    INSERT INTO "vector_changes" ("vector_id") VALUES (NEW.vector_id);
END;

CREATE TRIGGER "passages_inserted_live" AFTER INSERT ON "passages" WHEN NEW.live = 1 BEGIN
    INSERT INTO "vector_changes" ("vector_id") VALUES (NEW.vector_id);
END;
