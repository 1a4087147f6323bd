/**
 * The parts of the `convex-test` engine that this package touches. The package publishes no types for them;
 * `engine-patches.ts` checks at start that each one is there.
 */
import type { AsyncLocalStorage } from "node:async_hooks";
import type { UserIdentityAttributes } from "convex/server";
import type { JSONValue, Value } from "convex/values";

export interface FunctionPath {
  /** Names of the component instances joined by `/`; empty for the app itself. */
  componentPath: string;
  /** `models/artifacts:list` */
  udfPath: string;
}

/** A stored document. System tables (`_storage`, `_scheduled_functions`) use the same shape. */
export interface EngineDocument {
  _id: string;
  _creationTime: number;
  [field: string]: Value;
}

export interface RangeExpression {
  type: "Eq" | "Gt" | "Gte" | "Lt" | "Lte";
  fieldPath: string;
  value: JSONValue;
}

export type QuerySource =
  | { type: "FullTableScan"; tableName: string; order: "asc" | "desc" | null }
  | { type: "IndexRange"; indexName: string; range: RangeExpression[]; order: "asc" | "desc" | null }
  | { type: "Search"; indexName: string; filters: unknown[] };

export interface SerializedQuery {
  source: QuerySource;
  operators: unknown[];
}

export interface ResolvedSource {
  sortedDocs: EngineDocument[];
  filterFn: (doc: EngineDocument) => boolean;
  limit: number | null;
  fieldPathsToSortBy: string[];
  order: "asc" | "desc";
}

export interface PageRequest {
  query: SerializedQuery;
  cursor: string | null;
  endCursor?: string | null;
  pageSize: number;
}

export interface Page {
  page: EngineDocument[];
  isDone: boolean;
  continueCursor: string;
  splitCursor: string | null;
  pageStatus: "SplitRequired" | "SplitRecommended" | null;
}

export interface EngineDatabase {
  _documents: Record<string, EngineDocument>;
  _storage: Record<string, Blob>;
  _queryResults: Record<number, unknown>;
  _nextQueryId: number;
  _schema: unknown;
  /** One level per open (nested) transaction; `null` marks a deletion. */
  _writes: Record<string, EngineDocument | null>[];
  readonly componentPath: string;
  get(table: string | undefined, id: string): EngineDocument | null;
  insert(table: string, value: Record<string, Value>): string;
  /** Takes Convex-encoded JSON values, as the syscall does. */
  patch(table: string | undefined, id: string, value: Record<string, JSONValue>): void;
  delete(table: string | undefined, id: string): void;
  storeFile(storageId: string, blob: Blob): void;
  getFile(storageId: string): Blob | null;
  startQuery(query: SerializedQuery): number;
  queryNext(queryId: number): { value: EngineDocument | null; done: boolean };
  paginate(request: PageRequest): Page;
  _iterateDocs(table: string, visit: (doc: EngineDocument) => void): void;
  _resolveQuerySource(query: SerializedQuery): ResolvedSource;
  _validate(table: string, doc: Record<string, Value>): void;
}

export interface TransactionMetrics {
  bytesRead: { used: number };
  bytesWritten: { used: number };
  databaseQueries: { used: number };
  documentsRead: { used: number };
  documentsWritten: { used: number };
  functionsScheduled: { used: number };
}

export interface MetricsTracker {
  trackRead(bytes: number): void;
  trackWrite(bytes: number): void;
  trackScheduledFunction(argsBytes: number): void;
  getTransactionMetrics(): TransactionMetrics;
}

export interface TransactionManager {
  _lastCommitTs: bigint;
  begin(isNested: boolean, limits?: unknown): Promise<void>;
  commit(isNested: boolean): bigint | null;
  rollback(isNested: boolean): void;
  isInTransaction(): boolean;
  getMetricsTracker(): MetricsTracker | null;
}

export type FunctionModule = Record<string, unknown>;

export interface ComponentInfo {
  db: EngineDatabase;
  modules: (path: string) => Promise<FunctionModule>;
}

export interface ConvexGlobal {
  components: Record<string, ComponentInfo>;
  transactionManager: TransactionManager;
  syscall: (op: string, jsonArgs: string) => string;
  asyncSyscall: (op: string, jsonArgs: string) => Promise<string>;
  jsSyscall: (op: string, args: Record<string, unknown>) => Promise<unknown>;
}

/** An instance of the engine's `AuthFake`: the identity that `ctx.auth` shows. */
export interface EngineAuth {
  getUserIdentity(): Promise<UserIdentityAttributes | null>;
}

export interface RequestMetadata {
  ip: string | null;
  userAgent: string | null;
  requestId: string;
  scheduledFunctionId: string | null;
  authToken: string | null;
}

export interface ExecutionContext {
  componentPath: string;
  udfPath: string;
  udfType: "query" | "mutation" | "action" | "http";
  depth: number;
  paginatedQueries: number;
}

type ByPath = (path: FunctionPath, args: Value) => Promise<Value>;
type ByReference = (reference: unknown, args?: Record<string, Value>) => Promise<Value>;

export interface EngineAccessor {
  queryFromPath: ByPath;
  mutationFromPath: ByPath;
  actionFromPath: ByPath;
  query: ByReference;
  mutation: ByReference;
  action: ByReference;
  /** Runs a function of any kind by its path. */
  fun: ByPath;
  /** Runs the handler in one transaction of the component. */
  runInComponent<T extends Value>(componentPath: string, handler: () => Promise<T>): Promise<T>;
}

export interface EngineInternals {
  DatabaseFake: { new (schema: unknown, componentPath: string): EngineDatabase; prototype: EngineDatabase };
  TransactionManager: { prototype: TransactionManager };
  AuthFake: new (identity?: UserIdentityAttributes | null, token?: string | null) => EngineAuth;
  convexGlobalStorage: AsyncLocalStorage<ConvexGlobal>;
  nestedTxStorage: AsyncLocalStorage<unknown>;
  authStorage: AsyncLocalStorage<EngineAuth>;
  executionContextStorage: AsyncLocalStorage<ExecutionContext>;
  requestMetadataStorage: AsyncLocalStorage<RequestMetadata>;
  getConvexGlobal(): ConvexGlobal;
  getCurrentComponentPath(): string;
  getFunctionPathFromAddress(address: Record<string, unknown>): FunctionPath;
  withAuth(auth?: EngineAuth): EngineAccessor;
  runWithGlobalOverrides<T>(overrides: Record<string, unknown>, handler: () => T): T;
  getHandler(func: unknown): (ctx: unknown, request: Request) => Promise<Response>;
  /** Throws when the result does not fit; null validates nothing. */
  validateReturnValue(returns: JSONValue, result: unknown, functionType: string, path: FunctionPath): void;
  evaluateRangeFilter(doc: EngineDocument, expression: RangeExpression): boolean;
  evaluateFieldPath(fieldPath: string, doc: EngineDocument): Value | undefined;
  hasPendingValues(value: unknown): boolean;
  tableNameFromId(id: string): string | null;
}

export interface EngineModule {
  convexTest(options: {
    schema?: unknown;
    modules: Record<string, () => Promise<FunctionModule>>;
    transactionLimits: boolean;
  }): { run<T>(handler: () => Promise<T>): Promise<T> };
  engineInternals: EngineInternals;
}
