-- CreateTable
CREATE TABLE "maps" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "model_key" TEXT NOT NULL,
    "last_change" INTEGER NOT NULL,
    "vectors" INTEGER NOT NULL,
    "placed" INTEGER NOT NULL,
    "clusters" TEXT NOT NULL,
    "points" BLOB NOT NULL,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);

-- CreateTable
CREATE TABLE "selections" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT,
    "vectors" TEXT NOT NULL,
    "used_at" DATETIME NOT NULL
);
