/** The title of a rule's page: its first heading without the rule's id. */
export const titleOfRule = (body: string, id: string): string => /^# (?:[a-z-]+: )?(.+)$/m.exec(body)?.[1]?.trim() ?? id;
