/** What the saved-views pages say. */
export const words = {
  builtIn: {
    unresolved: "Unresolved failures",
    waiting: "Waiting for the coach",
    everything: "Everything",
  },
  list: {
    everybody: "Views for everyone",
    none: "You haven't saved a view yet.",
    own: "Your views",
    ownLabel: "Your views",
    notRenamed: "Couldn't rename the view.",
    newName: (view: string) => `New name for ${view}`,
    rename: "Rename",
    notDeleted: "Couldn't delete the view.",
    renameView: (view: string) => `Rename ${view}`,
    deleteView: (view: string) => `Delete ${view}`,
    notSaved: "Couldn't save the view.",
    name: "Name for the current view",
    save: "Save",
    title: "Views",
  },
};
