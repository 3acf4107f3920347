const { PATH, NODE_COMPILE_CACHE } = process.env;

/** What a process of its own knows of the machine it runs on: where programs are, and what Node has compiled before. */
export const machine = { PATH, NODE_COMPILE_CACHE };
