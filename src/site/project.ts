import project from '../../package.json' with { type: 'json' };

/** Where the project's files live, for "Edit this page". Set PLUMBLINE_REPOSITORY to the address of a fork or mirror. */
const repository = process.env.PLUMBLINE_REPOSITORY ?? project.repository.url.replace(/^git\+|\.git$/g, '');

export const version: string = project.version;
export const repositoryUrl = repository;
export const editUrl = (file: string): string => `${repository}/edit/main/${file}`;
