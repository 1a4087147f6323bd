"use client";

import { api } from "@voice-flow/backend/api";
import { useQuery } from "convex/react";
import { parseAsString, useQueryStates } from "nuqs";
import { useStaffArgs } from "@/features/platform/use-staff-args";
import { useOrganizationName } from "../filters/organization-filter";

/** The club, and the coach of it, that is asked about; held in the URL. */
export function useFlagSubject() {
  const [{ club, coach }, set] = useQueryStates(
    { club: parseAsString, coach: parseAsString },
    { history: "push" },
  );
  const coachArgs = useStaffArgs({ organizationId: club ?? "" });
  const coaches = useQuery(api.models.clubs.listCoaches, club === null ? "skip" : coachArgs);
  const clubName = useOrganizationName(club);
  return {
    club,
    clubName: club === null ? undefined : clubName,
    coaches: coaches ?? [],
    /** Only one of the club's. */
    coach: coaches?.find(({ userId }) => userId === coach),
    /** A coach is asked about who is not known yet. */
    isLoading: club !== null && coach !== null && coaches === undefined,
    setClub: (organizationId: string | null) => void set({ club: organizationId, coach: null }),
    setCoach: (userId: string | null) => void set({ coach: userId }),
  };
}
export type FlagSubject = ReturnType<typeof useFlagSubject>;
