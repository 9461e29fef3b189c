"""Given names that are usual in five languages and are hardly anything else, in front of another
word with a capital. Names that are also words, months, places or firms (May, Will, Mark, Rose,
Paris, Jordan, Grant, Max) are not among them."""

from __future__ import annotations

_NAMES = """
    Aaron Abigail Adam Adrian Agnes Ahmed Aisha Alan Alejandro Alessandro Alexander Alexandra
    Alice Alicia Amanda Amelia Amélie Amy Ana Andrea Andreas Andrew Angela Anja Anke Anna Anne
    Annette Annika Anthony Antoine Antonio Arjun Arthur Ashley Astrid Aurélie Axel Barbara
    Beatriz Benedikt Benjamin Bernd Bernhard Birgit Brandon Brenda Brian Camille Carla Carlos
    Carmen Carolina Caroline Catherine Cecilia Charlotte Chloé Christian Christina Christine
    Christoph Christopher Claire Claudia Clément Cristina Daniel Daniela David Deborah Denise
    Diego Dieter Dmitri Dominik Donald Dorothy Edward Eduardo Elena Elisa Elisabeth Elizabeth
    Émilie Emily Emma Enrique Eric Esther Ethan Eva Evelyn Fatima Felix Fernando Florian
    Francesca Francesco Francisco François Françoise Franziska Frederick Friedrich Gabriel
    Gabriela Gary Georg George Gerald Gerhard Giovanni Giulia Gisela Gonzalo Gregory Günter
    Guillaume Hans Hannah Harald Heike Heinrich Heinz Helen Helena Helmut Henrik Henry Hiroshi
    Holger Hugo Ines Inés Ingrid Irene Isabel Isabella Ivan Jack Jacob Jacqueline Jakob James
    Jan Jana Jane Jason Javier Jean Jeffrey Jennifer Jens Jeremy Jessica Joachim Joanna Jochen
    Johan Johanna Johannes John Jonas Jonathan Jorge José Joseph Joshua Juan Judith Julia Julian
    Julie Julien Jürgen Justin Karen Karin Karl Katharina Katherine Kathrin Katja Kenneth Kenji
    Kerstin Kevin Klaus Larissa Larry Lars Laura Lauren Laurent Lea Léa Leila Lena Leonie Linda
    Lisa Lorenzo Louise Lucas Lucía Luis Luisa Lukas Lydia Magdalena Manuel Manuela Marc Marcel
    Marco Marcus Margaret María Maria Marianne Marie Marina Mario Marion Markus Marta Martha
    Martina Mateo Mathias Mathilde Matthew Matthias Megan Mehmet Melanie Melissa Michael
    Michaela Michelle Miguel Mohamed Mohammed Monika Monique Nadine Nancy Natalia Natalie
    Nathalie Nathan Nicholas Nicola Nicolas Nicole Nikolai Nina Noah Nora Olaf Oliver Olivia
    Oscar Pablo Pamela Patricia Patrick Paul Paula Pedro Peter Petra Philip Philipp Philippe
    Pierre Priya Rachel Rafael Rainer Ralf Raquel Raúl Rebecca Renate Ricardo Richard Robert
    Roberto Roland Ronald Rosa Rüdiger Ruth Ryan Sabine Samantha Samuel Sandra Sara Sarah
    Sebastian Sébastien Sergio Sharon Silke Silvia Simon Simone Sofia Sofía Sophie Stefan
    Stefanie Stephan Stephanie Stephen Steven Susan Susanne Sven Svenja Sylvia Takeshi Tanja
    Teresa Theresa Thomas Thorsten Tim Timothy Tobias Torsten Ulrich Ulrike Ursula Uwe Valentina
    Vanessa Verena Veronika Victoria Vincent Volker Walter Werner Wilhelm William Wolfgang
    Xavier Yannick Yasmin Yuki Yusuf Yvonne Zoe
"""
GIVEN_NAMES = tuple(_NAMES.split())
