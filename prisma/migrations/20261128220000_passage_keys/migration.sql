-- DropIndex
DROP INDEX "passages_vector_id_live_idx";

-- CreateIndex: keys of passages by their vectors, without reading the passages.
CREATE INDEX "passages_vector_id_live_document_id_idx" ON "passages"("vector_id", "live", "document_id");

-- CreateIndex: the same by their ids; a row of the table is thirty times as long.
CREATE INDEX "passages_id_live_vector_id_document_id_idx" ON "passages"("id", "live", "vector_id", "document_id");
