/** A run beside a good one: what staff look at when they want to know what is different. */
import { v } from "convex/values";
import { staffQuery } from "../lib/host/functions";
import { findArtifact } from "../lib/pipeline/artifactDetail";
import { goodRuns, nearestOf, readRunFigures, runFiguresValidator } from "../lib/pipeline/compare";

/**
 * The figures of a note's run and of the one it is measured by: `withArtifactId`, or by itself the completed run of the same
 * club and channel that is nearest in length among the newest 20. `good` is null where there is none; `others` are those
 * that could be chosen instead, newest first. Null for an unknown note. Public ids. Reads at most 700 documents.
 */
export const get = staffQuery({
  args: { artifactId: v.string(), withArtifactId: v.optional(v.string()) },
  returns: v.union(
    v.null(),
    v.object({
      run: runFiguresValidator,
      good: v.union(v.null(), runFiguresValidator),
      others: v.array(
        v.object({ artifactId: v.string(), createdAt: v.number(), length: v.optional(v.number()) }),
      ),
    }),
  ),
  handler: async (ctx, { artifactId, withArtifactId }) => {
    const artifact = await findArtifact(ctx.db, artifactId);
    if (!artifact) return null;
    const candidates = await goodRuns(ctx.db, artifact);
    const good =
      withArtifactId === undefined
        ? await nearestOf(ctx.db, artifact, candidates)
        : await findArtifact(ctx.db, withArtifactId);
    return {
      run: await readRunFigures(ctx.db, artifact),
      good: good ? await readRunFigures(ctx.db, good) : null,
      others: candidates.map(({ artifact: other, length }) => ({
        artifactId: other.artifactId,
        createdAt: other.createdAt,
        length,
      })),
    };
  },
});
