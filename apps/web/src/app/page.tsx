import { redirect } from "next/navigation";
import { readAccess } from "@/lib/session/read-access";

/** Leads everybody to where they belong; the pages there say what is the matter, if anything is. */
export default async function HomePage() {
  const access = await readAccess();
  if (access.kind === "signed_out") {
    redirect("/login");
  }
  redirect(access.kind === "not_staff" && access.isCoach ? "/coach/notes" : "/platform");
}
