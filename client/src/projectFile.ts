/** Where a project file lies, relative to its workspace folder. */
export const PROJECT_FILE = '.lifetrace/project.yaml';

/**
 * Text of a new project file: the product is named, everything else stays at its default and is shown as a comment.
 * @param product name of the product, any text
 */
export function newProjectFile(product: string): string {
  // JSON strings are YAML strings, whatever the name contains.
  const name = JSON.stringify(product.trim() === '' ? 'My product' : product.trim());
  return `# What Lifetrace needs to know about this product. Everything but the name has a default.
product:
  name: ${name}
  version: 0.1.0

# Edition of the standard.
profile: 62304-2006-a1

# Where things are, as globs. Without these lines every file of a known kind is read.
# files:
#   specs: [docs/**]
#   sources: [src/**]
#   tests: [test/**]
#   exclude: [third_party/**]

# Further ID prefixes by item type, for example SWR-001 as a software requirement.
# prefixes:
#   SRS: [SWR]

# Which code belongs to which software item; the item itself may say so as well, with \`paths:\`.
# softwareItems:
#   SI-01: {paths: [src/pump/**]}
`;
}
