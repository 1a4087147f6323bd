/** The least that a helper needs: one that takes a `DbReader` cannot write, schedule or call out. */
import type { DatabaseReader, DatabaseWriter } from "../../_generated/server";

export type DbReader = DatabaseReader;
export type DbWriter = DatabaseWriter;
