"""Early warning: rules, their lights, and how often they warned for nothing or not at all."""
