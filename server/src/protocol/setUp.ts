/** Parameters of {@link ProjectProposalRequest}. */
export interface ProjectProposalParams {
  /** Address of the workspace folder. */
  readonly folder: string;
}

/** A project file for what is in a folder; nobody has written it yet. */
export interface ProjectProposal {
  readonly text: string;
}

/** Client → server, request: answers a {@link ProjectProposal}, or null for a folder that has a project file or is none of ours. */
export const ProjectProposalRequest = { method: 'lifetrace/projectProposal' } as const;
