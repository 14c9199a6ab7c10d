export default {
  printWidth: 140,
  singleQuote: true,
  plugins: ['prettier-plugin-astro'],
  overrides: [
    { files: '*.astro', options: { parser: 'astro' } },
    // Editors allow comments and trailing commas here; programs that read the files do not.
    { files: ['.vscode/*', '.devcontainer/*'], options: { parser: 'json', trailingComma: 'none' } },
  ],
};
