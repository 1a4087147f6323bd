/** What the frame pages say. */
export const words = {
  shell: {
    title: "Voice Monitoring",
    resume: "Resume live updates",
    pause: "Pause live updates",
  },
  pages: {
    goTo: (page: string) => `Go to ${page}`,
  },
  bar: {
    breadcrumb: "Breadcrumb",
    back: "Back to platform",
    platform: "Platform",
    skip: "Skip to content",
  },
  account: {
    stillSignedIn: "You're still signed in.",
    stillSignedInHint: "The service didn't answer. Try again in a moment.",
    signOut: "Sign out",
    menu: (initials: string) => `Account ${initials}`,
  },
};
